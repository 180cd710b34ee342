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

/** The position at which a page ended. */
export type ExpiringKey = { expiresAt: Date; id: string; userId: string };

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
 * The live tokens with each person who looks after them and wants to be told in this way, in the order of `expires_at` and the
 * two ids, after `after`.
 */
export async function findExpiringTokens(
  db: Db,
  wanted: keyof typeof WANTED,
  page: { from: Date; until: Date; limit: number; after?: ExpiringKey; userId?: string },
): Promise<ExpiringToken[]> {
  let query = db
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
    .where("t.expires_at", ">", page.from)
    .where("t.expires_at", "<=", page.until)
    .where("t.revoked_at", "is", null)
    .where("u.deactivated_at", "is", null)
    // The end of all imported tokens is told to everyone: it is no date of their own.
    .where(sql<boolean>`(t.expires_by_sunset or ${WANTED[wanted]})`)
    .orderBy("t.expires_at")
    .orderBy("t.id")
    .orderBy("u.id")
    .limit(page.limit);
  if (page.after) {
    const { expiresAt, id, userId } = page.after;
    query = query.where(sql<boolean>`(t.expires_at, t.id, u.id) > (${expiresAt}, ${id}::uuid, ${userId}::uuid)`);
  }
  if (page.userId) {
    // The second condition follows from the first, and avoids looking up the keepers of other people's tokens.
    query = query.where("u.id", "=", page.userId).where(sql<boolean>`(t.user_id = ${page.userId}
      or t.organisation_id in (select organisation_id from membership where user_id = ${page.userId}))`);
  }
  return await query.execute();
}
