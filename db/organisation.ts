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
