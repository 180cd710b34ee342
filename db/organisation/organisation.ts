import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import type { Db, NewRow, Row } from "@/db/database";
import { lockGateShared, membershipGate } from "@/db/gate";

/** @returns the new organisation's id */
export async function insertOrganisation(db: Db, row: Omit<NewRow<"organisation">, "id">): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("organisation")
    .values({ ...row, id })
    .execute();
  return id;
}

/** @returns the new organisation's id, or undefined when its slug is taken */
export async function insertOrganisationIfFree(
  db: Db,
  row: Omit<NewRow<"organisation">, "id">,
): Promise<string | undefined> {
  const inserted = await db
    .insertInto("organisation")
    .values({ ...row, id: uuidv7() })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

/** Whether someone belongs to any organisation. */
export async function hasMembership(db: Db, userId: string): Promise<boolean> {
  const found = await db.selectFrom("membership").select("user_id").where("user_id", "=", userId).executeTakeFirst();
  return found !== undefined;
}

export async function findOrganisationBySlug(db: Db, slug: string): Promise<Row<"organisation"> | undefined> {
  return await db.selectFrom("organisation").selectAll().where("slug", "=", slug).executeTakeFirst();
}

export async function insertMembership(db: Db, row: NewRow<"membership">): Promise<void> {
  await db.insertInto("membership").values(row).execute();
}

/**
 * Lock someone's memberships in these organisations until the transaction ends. Several may hold them, and give way to a
 * transaction that ends them.
 */
export async function lockMembership(db: Db, userId: string, organisationIds: readonly string[]): Promise<void> {
  if (organisationIds.length === 0) return;
  await lockGateShared(
    db,
    organisationIds.map((id) => membershipGate(userId, id)),
  );
  await db
    .selectFrom("membership")
    .select("role")
    .where("user_id", "=", userId)
    .where(sql<boolean>`organisation_id = any(${sql.val([...organisationIds])}::uuid[])`)
    .orderBy("organisation_id")
    .forShare()
    .execute();
}

/**
 * Lock the set of people who belong to the organisation until the transaction ends. Call it before any other lock, so that two
 * who change each other never deadlock.
 */
export async function lockOrganisation(db: Db, id: string): Promise<void> {
  await db.selectFrom("organisation").select("id").where("id", "=", id).forNoKeyUpdate().execute();
}

/** Someone who belongs to the organisation; undefined for anyone else. */
export async function findPersonOf(db: Db, organisationId: string, userId: string) {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.user_id", "=", userId)
    .select(["user.id", "user.email", "user.first_name", "user.last_name"])
    .executeTakeFirst();
}

/** Those who look after an organisation: its owners and admins whose accounts are not deactivated. */
export async function listManagers(db: Db, organisationId: string): Promise<{ id: string }[]> {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.role", "in", ["owner", "admin"])
    .where("user.deactivated_at", "is", null)
    .select("user.id")
    .orderBy("user.id")
    .execute();
}

export type OrganisationRow = Row<"organisation">;

export const ORGANISATION_ORDERS = ["name", "slug", "created_at"] as const;
export type OrganisationOrder = { field: (typeof ORGANISATION_ORDERS)[number]; descending: boolean };

/** One page of these organisations, and how many of them match. */
export async function listOrganisations(
  db: Db,
  query: {
    ids: readonly string[];
    filter: { slug?: AnyOf<string>; name?: AnyOf<string> };
    order: OrganisationOrder;
    limit: number;
    offset: number;
  },
): Promise<{ rows: OrganisationRow[]; count: number }> {
  const matching = db
    .selectFrom("organisation")
    .where(sql<boolean>`organisation.id = any(${sql.val([...query.ids])}::uuid[])`)
    .where(hasAnyOf("organisation.slug", query.filter.slug))
    .where(hasAnyOf("organisation.name", query.filter.name));
  const direction = query.order.descending ? "desc" : "asc";
  const rows = await matching
    .selectAll("organisation")
    .orderBy(query.order.field, direction)
    .orderBy("id", direction)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await matching.select((eb) => eb.fn.countAll<string>().as("count")).executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

export async function findOrganisation(db: Db, id: string): Promise<OrganisationRow | undefined> {
  return await db.selectFrom("organisation").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function updateOrganisationName(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable("organisation").set({ name }).where("id", "=", id).execute();
}

export async function countApplications(db: Db, organisationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("application")
    .where("organisation_id", "=", organisationId)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Deletes its memberships, teams, invitations, rules and tokens too. Its applications must be gone: the database enforces that. */
export async function deleteOrganisation(db: Db, id: string): Promise<void> {
  await db.deleteFrom("organisation").where("id", "=", id).execute();
}

/** Wait until nobody else deletes the organisation or adds to it, and lock it exclusively. */
export async function lockOrganisationForDelete(db: Db, id: string): Promise<void> {
  await db.selectFrom("organisation").select("id").where("id", "=", id).forUpdate().execute();
}

/** Keep an organisation from being deleted until the transaction ends. Call it before locking anything that belongs to it. */
export async function keepOrganisation(db: Db, id: string): Promise<void> {
  await db.selectFrom("organisation").select("id").where("id", "=", id).forKeyShare().execute();
}
