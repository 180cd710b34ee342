import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "@/db/database";
import { isActiveAndReaches } from "./member";

/**
 * The active personal tokens of someone that reach an organisation, the most recently used first, with the names of its parts
 * that each is limited to: none where it is the whole organisation.
 */
export async function listTokensThatLeave(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_last_use as used", "used.token_id", "token.id")
    .where("token.user_id", "=", userId)
    .where(isActiveAndReaches(organisationId))
    .select(["token.id", "token.label", "token.reach", "used.used_at as last_used_at"])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("access_token_limit as limit")
          .leftJoin("application", "application.id", "limit.application_id")
          .leftJoin("environment", "environment.id", "limit.environment_id")
          .whereRef("limit.token_id", "=", "token.id")
          .where("limit.organisation_id", "=", organisationId)
          .select(["application.name as application", "environment.slug as environment"])
          .orderBy("limit.id"),
      ).as("limits"),
    ])
    .orderBy(sql`used.used_at desc nulls last`)
    .orderBy("token.id")
    .execute();
}

/** The organisation's active tokens with a working secret that this person made and so has seen. */
export async function listTokensSeenBy(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_last_use as used", "used.token_id", "token.id")
    .where("token.organisation_id", "=", organisationId)
    .where("token.revoked_at", "is", null)
    .where((eb) => eb.or([eb("token.expires_at", "is", null), eb("token.expires_at", ">", sql<Date>`now()`)]))
    .where(
      sql<boolean>`exists (select from access_token_secret s where s.token_id = token.id and s.created_by_user_id = ${userId}
        and s.state in ('current', 'pending')
        or s.token_id = token.id and s.created_by_user_id = ${userId} and s.state = 'retiring' and s.retires_at > now())`,
    )
    .select(["token.id", "token.label", "used.used_at as last_used_at"])
    .orderBy(sql`lower(token.label)`)
    .execute();
}

/** The teams of an organisation in which someone is alone, and how many active tokens each is responsible for. */
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

/** The invitations of an organisation that someone sent and nobody has accepted yet, the oldest first. */
export async function listOpenInvitationsBy(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("invitation")
    .where("organisation_id", "=", organisationId)
    .where("invited_by_user_id", "=", userId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", sql<Date>`now()`)
    .select(["email", "role"])
    .orderBy("created_at")
    .execute();
}

/** Add colleagues to teams whose only member is leaving; other teams stay as they are. */
export async function joinTeamsOfOne(
  db: Db,
  {
    organisationId,
    from,
    heirs,
    tokenId,
  }: { organisationId: string; from: string; heirs: ReadonlyMap<string, string>; tokenId: string | null },
): Promise<void> {
  if (heirs.size === 0) return;
  await sql`insert into team_member (team_id, organisation_id, user_id, added_by_token_id)
    select own.team_id, own.organisation_id, heir.user_id, ${tokenId}::uuid
    from unnest(${[...heirs.keys()]}::uuid[], ${[...heirs.values()]}::uuid[]) as heir (team_id, user_id)
    join team_member own on own.team_id = heir.team_id
    where own.organisation_id = ${organisationId} and own.user_id = ${from}
      and not exists (select from team_member other where other.team_id = own.team_id and other.user_id <> own.user_id)
    on conflict do nothing`.execute(db);
}
