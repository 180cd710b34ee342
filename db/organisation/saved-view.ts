import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";

/** Whose views: those of one person in one organisation. */
export type ViewOwner = { organisationId: string; userId: string };

/** A view as its owner sees it. `query`: the parameters of the list's address. */
export type SavedView = { id: string; name: string; query: string };

function ofOwner(db: Db, { organisationId, userId }: ViewOwner) {
  return db.selectFrom("saved_view").where("organisation_id", "=", organisationId).where("user_id", "=", userId);
}

/** The views of one person in an organisation, by name. */
export async function listSavedViews(db: Db, owner: ViewOwner): Promise<SavedView[]> {
  return await ofOwner(db, owner).select(["id", "name", "query"]).orderBy(sql`lower(name)`).orderBy("id").execute();
}

export async function countSavedViews(db: Db, owner: ViewOwner): Promise<number> {
  const { count } = await ofOwner(db, owner)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @param except the view that may have the name */
export async function isViewNameTaken(db: Db, owner: ViewOwner, name: string, except?: string): Promise<boolean> {
  let query = ofOwner(db, owner).select("id").where(sql<boolean>`lower(name) = lower(${name})`);
  if (except !== undefined) query = query.where("id", "!=", except);
  return (await query.executeTakeFirst()) !== undefined;
}

/** @returns undefined where the owner has a view of this name */
export async function insertSavedView(
  db: Db,
  { organisationId, userId }: ViewOwner,
  { name, query }: { name: string; query: string },
): Promise<SavedView | undefined> {
  return await db
    .insertInto("saved_view")
    .values({ id: uuidv7(), organisation_id: organisationId, user_id: userId, name, query })
    .onConflict((conflict) => conflict.doNothing())
    .returning(["id", "name", "query"])
    .executeTakeFirst();
}

/** @returns undefined where the owner has no such view */
export async function renameSavedView(
  db: Db,
  { organisationId, userId }: ViewOwner,
  id: string,
  name: string,
): Promise<SavedView | undefined> {
  return await db
    .updateTable("saved_view")
    .set({ name })
    .where("id", "=", id)
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .returning(["id", "name", "query"])
    .executeTakeFirst();
}

/** @returns whether the owner had such a view */
export async function deleteSavedView(db: Db, { organisationId, userId }: ViewOwner, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom("saved_view")
    .where("id", "=", id)
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", userId)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
