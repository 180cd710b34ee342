import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "./database";

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

/** Whether somebody belongs to any organisation. */
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

/** The people of an organisation, owners first, then by name. Deactivated accounts are left out. */
export async function listMembers(db: Db, organisationId: string) {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("user.deactivated_at", "is", null)
    .select([
      "user.id",
      "user.email",
      "user.first_name as firstName",
      "user.last_name as lastName",
      "membership.role",
      "membership.created_at as joinedAt",
    ])
    .orderBy(sql`array_position(array['owner', 'admin', 'member', 'guest'], membership.role)`)
    .orderBy(sql`lower(concat(nullif(concat("user".first_name, "user".last_name), ''), "user".email))`)
    .execute();
}
