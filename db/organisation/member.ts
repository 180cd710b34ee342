import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type AnyOf, anyOf, hasAnyOf } from "@/db/any-of";
import type { Db, Row } from "@/db/database";
import { lockGate, membershipGate } from "@/db/gate";
import { contains } from "@/db/search";

export type MemberRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Row<"membership">["role"];
  /** When they joined the organisation. */
  created_at: Date;
  deactivated_at: Date | null;
};

export type MemberFilter = {
  role?: AnyOf<Row<"membership">["role"]>;
  /** The whole address, in any case. */
  email?: AnyOf<string>;
  /** Part of the name or address, in any case. */
  search?: string;
};

const BY_NAME = sql`lower(concat(nullif(concat("user".first_name, "user".last_name), ''), "user".email))`;

function selectMember(db: Db, organisationId: string) {
  return db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .select([
      "user.id",
      "user.email",
      "user.first_name",
      "user.last_name",
      "membership.role",
      "membership.created_at",
      "user.deactivated_at",
    ]);
}

/** One person of an organisation, also one whose account is deactivated. */
export async function findMember(db: Db, organisationId: string, userId: string): Promise<MemberRow | undefined> {
  return await selectMember(db, organisationId).where("user.id", "=", userId).executeTakeFirst();
}

/** The owners and admins of an organisation whose accounts are active. */
export async function listManagers(db: Db, organisationId: string): Promise<string[]> {
  const rows = await selectMember(db, organisationId)
    .where("membership.role", "in", ["owner", "admin"])
    .where("user.deactivated_at", "is", null)
    .orderBy("user.id")
    .execute();
  return rows.map(({ id }) => id);
}

/** One page of the people of an organisation, owners first, then by name, and how many match in all. */
export async function listMemberPage(
  db: Db,
  organisationId: string,
  filter: MemberFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: MemberRow[]; count: number }> {
  const rows = await selectMember(db, organisationId)
    .where(isMatch(filter))
    .orderBy(sql`array_position(array['owner', 'admin', 'member', 'guest'], membership.role)`)
    .orderBy(BY_NAME)
    .orderBy("user.id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { count } = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where(isMatch(filter))
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count };
}

/** People of any of these organisations with `search` in their name or address, by name: once for each that they belong to. */
export async function searchMembers(
  db: Db,
  organisationIds: readonly string[],
  search: string,
  limit: number,
): Promise<(Pick<MemberRow, "id" | "email" | "first_name" | "last_name"> & { organisation_id: string })[]> {
  if (organisationIds.length === 0) return [];
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where(sql<SqlBool>`membership.organisation_id = any(${sql.val([...organisationIds])}::uuid[])`)
    .where("user.deactivated_at", "is", null)
    .where(isMatch({ search }))
    .select(["user.id", "user.email", "user.first_name", "user.last_name", "membership.organisation_id"])
    .orderBy(BY_NAME)
    .orderBy("user.id")
    .orderBy("membership.organisation_id")
    .limit(limit)
    .execute();
}

function isMatch({ role, email, search }: MemberFilter): RawBuilder<SqlBool> {
  const conditions = [
    hasAnyOf("membership.role", role),
    anyOf(email, (address) => sql<SqlBool>`lower("user".email) = ${address.toLowerCase()}`),
  ];
  if (search !== undefined && search !== "") {
    const name = sql`concat("user".first_name, ' ', "user".last_name)`;
    conditions.push(sql<SqlBool>`(${contains(sql`"user".email`, search)} or ${contains(name, search)})`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** How many people have each role, deactivated accounts included. */
export async function countMembersByRole(db: Db, organisationId: string): Promise<Record<MemberRow["role"], number>> {
  const rows = await db
    .selectFrom("membership")
    .where("organisation_id", "=", organisationId)
    .select(["role", sql<number>`count(*)::int`.as("count")])
    .groupBy("role")
    .execute();
  const counts = { owner: 0, admin: 0, member: 0, guest: 0 };
  for (const { role, count } of rows) counts[role] = count;
  return counts;
}

/** Whether someone else than `userId` owns the organisation, with an account that can be used. */
export async function hasOtherOwner(db: Db, organisationId: string, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.role", "=", "owner")
    .where("membership.user_id", "!=", userId)
    .where("user.deactivated_at", "is", null)
    .select("membership.user_id")
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function updateMemberRole(
  db: Db,
  organisationId: string,
  userId: string,
  role: Row<"membership">["role"],
): Promise<void> {
  await lockGate(db, [membershipGate(userId, organisationId)]);
  await db
    .updateTable("membership")
    .set({ role })
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .execute();
}

/** Remove a person from an organisation, its teams and its applications. */
export async function deleteMembership(db: Db, organisationId: string, userId: string): Promise<void> {
  await lockGate(db, [membershipGate(userId, organisationId)]);
  await db
    .deleteFrom("membership")
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .execute();
}

/** Forget which applications a guest was added to. */
export async function deleteCollaborations(db: Db, organisationId: string, userId: string): Promise<void> {
  await db
    .deleteFrom("application_collaborator")
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .execute();
}

/** Remove a person from every team of an organisation. */
export async function deleteTeamMemberships(db: Db, organisationId: string, userId: string): Promise<void> {
  await db
    .deleteFrom("team_member")
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .execute();
}

/** How many active personal tokens of each of these people can reach the organisation, in one query. */
export async function countTokensOfMembers(
  db: Db,
  organisationId: string,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("access_token as token")
    .where(sql<boolean>`token.user_id = any(${sql.val([...userIds])}::uuid[])`)
    .where(isActiveAndReaches(organisationId))
    .select(["token.user_id", sql<number>`count(*)::int`.as("count")])
    .groupBy("token.user_id")
    .execute();
  return new Map(rows.map(({ user_id, count }) => [user_id ?? "", count]));
}

/** Whether `token` is active, and reaches something of the organisation or would if its policy let it in. */
export function isActiveAndReaches(organisationId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(token.revoked_at is null
    and (token.expires_at is null or token.expires_at > now())
    and (token.reach = 'everything' or exists (
      select from access_token_limit l where l.token_id = token.id and l.organisation_id = ${organisationId}))
    and not exists (
      select from access_token_organisation a
      where a.token_id = token.id and a.organisation_id = ${organisationId} and a.state = 'withdrawn'))`;
}
