import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import type { Db } from "@/db/database";

function selectTeam(db: Db, organisationId: string) {
  return db
    .selectFrom("team")
    .selectAll("team")
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("team_member")
          .innerJoin("user", "user.id", "team_member.user_id")
          .whereRef("team_member.team_id", "=", "team.id")
          .select(["user.id", "user.email", "user.first_name", "user.last_name"])
          .orderBy(sql`lower(concat(nullif(concat("user".first_name, "user".last_name), ''), "user".email))`),
      ).as("members"),
      sql<string>`(select count(*) from access_token t where t.team_id = team.id and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > now()))`.as("token_count"),
    ])
    .where("team.organisation_id", "=", organisationId);
}

/** A team with its members, by name, and how many active tokens it is responsible for. */
export type TeamRow = NonNullable<Awaited<ReturnType<typeof findTeam>>>;

/** The teams of an organisation by name: one statement, however many. */
export async function listTeams(
  db: Db,
  organisationId: string,
  page?: { limit: number; offset: number; name?: AnyOf<string> },
): Promise<{ rows: TeamRow[]; count: number }> {
  const { limit = 1000, offset = 0, name } = page ?? {};
  const query = selectTeam(db, organisationId)
    .where(hasAnyOf("team.name", name))
    .orderBy(sql`lower(team.name)`)
    .orderBy("team.id")
    .limit(limit)
    .offset(offset);
  const counting = db
    .selectFrom("team")
    .where("organisation_id", "=", organisationId)
    .where(hasAnyOf("team.name", name));
  const rows = await query.execute();
  const { count } = await counting.select((eb) => eb.fn.countAll<string>().as("count")).executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

export async function findTeam(db: Db, organisationId: string, id: string) {
  return await selectTeam(db, organisationId).where("team.id", "=", id).executeTakeFirst();
}

/** The names of these teams, as far as they belong to one of the organisations. */
export async function findTeamNames(
  db: Db,
  organisationIds: readonly string[],
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (organisationIds.length === 0 || ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("team")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .where("organisation_id", "in", [...organisationIds])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Lock a team until the transaction ends. @returns whether it exists */
export async function lockTeam(db: Db, organisationId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("team")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function isTeamNameTaken(db: Db, organisationId: string, name: string, except?: string): Promise<boolean> {
  let query = db
    .selectFrom("team")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where(sql<boolean>`lower(name) = lower(${name})`);
  if (except !== undefined) query = query.where("id", "!=", except);
  return (await query.executeTakeFirst()) !== undefined;
}

/** @returns the new team's id */
export async function insertTeam(db: Db, organisationId: string, name: string): Promise<string> {
  const id = uuidv7();
  await db.insertInto("team").values({ id, organisation_id: organisationId, name }).execute();
  return id;
}

export async function updateTeamName(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable("team").set({ name }).where("id", "=", id).execute();
}

/** Those of these people who may be in a team: they belong to the organisation as more than a guest. */
export async function findTeamable(db: Db, organisationId: string, userIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .select("user_id")
    .where("organisation_id", "=", organisationId)
    .where("role", "!=", "guest")
    .where(sql<boolean>`user_id = any(${sql.val([...userIds])}::uuid[])`)
    .execute();
  return rows.map((row) => row.user_id);
}

/** Everyone in the organisation who may be in a team, by name: at most a thousand. Deactivated accounts are left out. */
export async function listTeamablePeople(db: Db, organisationId: string) {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.role", "!=", "guest")
    .where("user.deactivated_at", "is", null)
    .select(["user.id", "user.email", "user.first_name", "user.last_name"])
    .orderBy(sql`lower(concat(nullif(concat("user".first_name, "user".last_name), ''), "user".email))`)
    .limit(1000)
    .execute();
}

/** Make these people, and nobody else, the members of a team. @param tokenId the token that adds the new ones, if any */
export async function replaceTeamMembers(
  db: Db,
  team: { id: string; organisationId: string },
  userIds: readonly string[],
  tokenId: string | null,
): Promise<void> {
  const ids = sql.val([...userIds]);
  await db
    .deleteFrom("team_member")
    .where("team_id", "=", team.id)
    .where(sql<boolean>`user_id <> all(${ids}::uuid[])`)
    .execute();
  if (userIds.length === 0) return;
  await db
    .insertInto("team_member")
    .values(
      userIds.map((userId) => ({
        team_id: team.id,
        organisation_id: team.organisationId,
        user_id: userId,
        added_by_token_id: tokenId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Remove one person from a team. */
export async function deleteTeamMember(db: Db, teamId: string, userId: string): Promise<void> {
  await db.deleteFrom("team_member").where("team_id", "=", teamId).where("user_id", "=", userId).execute();
}

/** Its tokens stay without a team: the organisation's owners and admins look after them. */
export async function deleteTeam(db: Db, id: string): Promise<void> {
  await db.deleteFrom("team").where("id", "=", id).execute();
}
