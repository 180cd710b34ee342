import { sql } from "kysely";
import type { Db, Row, RowChange } from "@/db/database";

export type PreferenceChange = Omit<RowChange<"notification_preference">, "user_id" | "updated_at">;

export async function findPreferenceRow(db: Db, userId: string): Promise<Row<"notification_preference"> | undefined> {
  return await db.selectFrom("notification_preference").selectAll().where("user_id", "=", userId).executeTakeFirst();
}

export async function upsertPreference(
  db: Db,
  userId: string,
  change: PreferenceChange,
): Promise<Row<"notification_preference">> {
  return await db
    .insertInto("notification_preference")
    .values({ ...change, user_id: userId })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ ...change, updated_at: sql`now()` }))
    .returningAll()
    .executeTakeFirstOrThrow();
}
