import { sql } from "kysely";
import type { Db } from "./database";
import { isActiveAndReaches } from "./member";

/** The active personal tokens of somebody that reach an organisation, those used last first. */
export async function listTokensThatLeave(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_last_use as used", "used.token_id", "token.id")
    .where("token.user_id", "=", userId)
    .where(isActiveAndReaches(organisationId))
    .select(["token.id", "token.label", "token.reach", "used.used_at as last_used_at"])
    .orderBy(sql`used.used_at desc nulls last`)
    .orderBy("token.id")
    .execute();
}

/** The organisation's active tokens of which a secret that works was made by somebody, who so has seen it. */
export async function listTokensSeenBy(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("access_token as token")
    .where("token.organisation_id", "=", organisationId)
    .where("token.revoked_at", "is", null)
    .where((eb) => eb.or([eb("token.expires_at", "is", null), eb("token.expires_at", ">", sql<Date>`now()`)]))
    .where(
      sql<boolean>`exists (select from access_token_secret s where s.token_id = token.id and s.created_by_user_id = ${userId}
        and s.state in ('current', 'pending')
        or s.token_id = token.id and s.created_by_user_id = ${userId} and s.state = 'retiring' and s.retires_at > now())`,
    )
    .select(["token.id", "token.label"])
    .orderBy(sql`lower(token.label)`)
    .execute();
}

/** The teams of an organisation in which somebody is alone, and how many active tokens each is responsible for. */
export async function listTeamsOfOne(db: Db, organisationId: string, userId: string) {
  const rows = await db
    .selectFrom("team_member as own")
    .innerJoin("team", "team.id", "own.team_id")
    .where("own.organisation_id", "=", organisationId)
    .where("own.user_id", "=", userId)
    .where(
      sql<boolean>`not exists (select from team_member other where other.team_id = own.team_id and other.user_id <> own.user_id)`,
    )
    .select([
      "team.id",
      "team.name",
      sql<string>`(select count(*) from access_token t where t.team_id = team.id and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > now()))`.as("token_count"),
    ])
    .orderBy(sql`lower(team.name)`)
    .execute();
  return rows.map(({ token_count, ...team }) => ({ ...team, tokens: Number(token_count) }));
}

/** Put somebody into the teams in which another one is alone. */
export async function joinTeamsOfOne(db: Db, organisationId: string, from: string, to: string): Promise<void> {
  await sql`insert into team_member (team_id, organisation_id, user_id)
    select own.team_id, own.organisation_id, ${to} from team_member own
    where own.organisation_id = ${organisationId} and own.user_id = ${from}
      and not exists (select from team_member other where other.team_id = own.team_id and other.user_id <> own.user_id)
    on conflict do nothing`.execute(db);
}
