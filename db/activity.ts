import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "./database";

/** Append a row to the audit log; the database gives it its time. */
export async function insertActivity(db: Db, row: Omit<NewRow<"activity">, "id">): Promise<void> {
  await db
    .insertInto("activity")
    .values({ ...row, id: uuidv7() })
    .execute();
}

/** The latest rows about one thing, newest first. */
export async function findActivityOfTarget(
  db: Db,
  target: { type: string; id: string },
  limit: number,
): Promise<Row<"activity">[]> {
  return await db
    .selectFrom("activity")
    .selectAll()
    .where("target_id", "=", target.id)
    .where("target_type", "=", target.type)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}
