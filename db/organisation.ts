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
