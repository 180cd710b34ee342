import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

/** A token with an expiration date in a given span, and what one of the people who look after it was told of it. */
export type ExpiringToken = Pick<Row<"access_token">, "id" | "label" | "expires_by_sunset"> & {
  expiration_set_at: Date;
  expires_at: Date;
  user_id: string;
  /** Whose it is, by name; null for the person's own. */
  organisation_name: string | null;
  organisation_slug: string | null;
  timezone: string;
  /** The `dedupe_key`s of the notices there are about its expiration. */
  noticed: string[];
  /** Those that a digest has covered. */
  mailed: string[];
};

/** A token's position among those that expire; that of the last one is where a page ended. */
export type ExpiringKey = { expires_at: Date; id: string };

const WANTED = {
  dashboard: sql<boolean>`coalesce(p.expiry_dashboard, true)`,
  email: sql<boolean>`coalesce(p.expiry_email, true)`,
};

/**
 * Who looks after the token of the row `t`: its owner; of an organisation's the members of its team, as far as their role lets them manage it, and
 * where there are none the owners and admins.
 */
export const KEEPERS = sql<{ user_id: string }>`(
  with in_team as (
    select m.user_id from team_member tm
    join membership m on m.organisation_id = tm.organisation_id and m.user_id = tm.user_id
    join "user" on "user".id = m.user_id and "user".deactivated_at is null
    where tm.team_id = t.team_id
      and (m.role in ('owner', 'admin') or (m.role = 'member' and t.acts_as <> 'admin')))
  select t.user_id where t.user_id is not null
  union all
  select user_id from in_team
  union all
  select m.user_id from membership m
  where m.organisation_id = t.organisation_id and m.role in ('owner', 'admin') and not exists (select from in_team))`;

/**
 * One page of the live tokens, in the order of `expires_at` and `id`, after `after`: a sunset gives very many the same date, so a page is
 * read by an index of both, and nothing is joined to be sorted.
 * @param page.userId only those that this person may look after
 */
export async function findExpiring(
  db: Db,
  page: { from: Date; until: Date; limit: number; after?: ExpiringKey | undefined; userId?: string | undefined },
): Promise<ExpiringKey[]> {
  const { from, until, limit, after, userId } = page;
  return await db
    .selectFrom("access_token as t")
    .select(["t.id", sql<Date>`t.expires_at`.as("expires_at")])
    .where("t.expires_at", ">", from)
    .where("t.expires_at", "<=", until)
    .where("t.revoked_at", "is", null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(t.expires_at, t.id) > (${after?.expires_at}, ${after?.id}::uuid)`),
    )
    .$if(userId !== undefined, (query) =>
      query.where(sql<boolean>`(t.user_id = ${userId}
        or t.organisation_id in (select organisation_id from membership where user_id = ${userId}))`),
    )
    .orderBy("t.expires_at")
    .orderBy("t.id")
    .limit(limit)
    .execute();
}

/** These tokens with each person who looks after them and wants to be told in this way. @param userId only with this one */
export async function findExpiringTokens(
  db: Db,
  wanted: keyof typeof WANTED,
  ids: readonly string[],
  userId?: string,
): Promise<ExpiringToken[]> {
  return await db
    .selectFrom("access_token as t")
    .innerJoinLateral(KEEPERS.as<"keeper">(sql`keeper`), (join) => join.onTrue())
    .innerJoin("user as u", "u.id", "keeper.user_id")
    .leftJoin("organisation as o", "o.id", "t.organisation_id")
    .leftJoin("notification_preference as p", "p.user_id", "u.id")
    .select([
      "t.id",
      "t.label",
      "t.expiration_set_at",
      "t.expires_by_sunset",
      sql<Date>`t.expires_at`.as("expires_at"),
      "u.id as user_id",
      "u.timezone",
      "o.name as organisation_name",
      "o.slug as organisation_slug",
      sql<string[]>`array(select n.dedupe_key from notice n where n.token_id = t.id and n.user_id = u.id)`.as(
        "noticed",
      ),
      sql<string[]>`array(
        select m.dedupe_key from notice_mailed m
        where m.user_id = u.id and starts_with(m.dedupe_key, 'expiry:' || t.id || ':'))`.as("mailed"),
    ])
    .where(sql<boolean>`t.id = any(${[...ids]}::uuid[])`)
    .where("t.expires_at", "is not", null)
    .where("t.revoked_at", "is", null)
    .where("u.deactivated_at", "is", null)
    // The end of all imported tokens is told to everyone: it is no date of their own.
    .where(sql<boolean>`(t.expires_by_sunset or ${WANTED[wanted]})`)
    .$if(userId !== undefined, (query) => query.where(sql<boolean>`u.id = ${userId}`))
    .orderBy("t.expires_at")
    .orderBy("t.id")
    .orderBy("u.id")
    .execute();
}
