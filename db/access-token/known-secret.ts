import { sql } from "kysely";
import type { Db } from "@/db/database";
import { mayLive, type Revival } from "./revoke";

/** An organisation's token of which somebody has a secret that works. */
export type KnownToken = {
  id: string;
  label: string;
  is_active: boolean;
  organisation_id: string;
  organisation_name: string;
  organisation_slug: string;
  application_id: string | null;
  /** The ids of the secrets that this person has. */
  known: string[];
  /** The id of another secret that works: the current one, else one that waits for its first use or is being replaced. */
  other: string | null;
};

/**
 * The tokens of organisations of which somebody has a secret: made by this person, or with a token of which the person had a secret at
 * that time, and so on. Those that live, or could be brought back.
 * @param lives besides, for how many days a new secret waits for its first use
 */
export async function findTokensKnownTo(
  db: Db,
  userId: string,
  lives: Revival & { pendingDays: number },
): Promise<KnownToken[]> {
  const { rows } = await sql<KnownToken>`
    with recursive known(id, token_id, since, until) as (
      select id, token_id, created_at, coalesce(retires_at, 'infinity') from access_token_secret
      where created_by_user_id = ${userId}
      union
      select s.id, s.token_id, s.created_at, coalesce(s.retires_at, 'infinity') from known
      join access_token_secret s on s.created_by_token_id = known.token_id and s.created_at between known.since and known.until
    ),
    living as (
      select s.id, s.token_id, s.state, s.id in (select id from known) as is_known from access_token_secret s
      where s.token_id in (select token_id from known) and (s.state = 'current'
        or (s.state = 'pending' and s.created_at > now() - make_interval(days => ${lives.pendingDays}::int))
        or (s.state = 'retiring' and s.retires_at > now()))
    )
    select token.id, token.label, token.organisation_id, token.application_id,
      (token.revoked_at is null and (token.expires_at is null or token.expires_at > now())) as is_active,
      o.name as organisation_name, o.slug as organisation_slug, secrets.known, secrets.other
    from (
      select token_id, array_agg(id) filter (where is_known) as known,
        (array_agg(id order by state = 'current' desc, state = 'pending' desc) filter (where not is_known))[1] as other
      from living group by token_id
    ) as secrets
    join access_token token on token.id = secrets.token_id
    join organisation o on o.id = token.organisation_id
    where secrets.known is not null and ${mayLive(lives)}
    order by token.id`.execute(db);
  return rows;
}

/** End these secrets of a token now, and let this other one be its current one. Call it under the token's lock. */
export async function leaveToOtherSecret(
  db: Db,
  { known, other }: { known: readonly string[]; other: string },
): Promise<void> {
  await db
    .updateTable("access_token_secret")
    .set({ state: "retired", retires_at: sql<Date>`least(retires_at, clock_timestamp())` })
    .where("id", "in", known)
    .execute();
  await db
    .updateTable("access_token_secret")
    .set({ state: "current", retires_at: null, retiring_since: null })
    .where("id", "=", other)
    .execute();
}
