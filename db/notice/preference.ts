import { sql } from "kysely";
import type { Db, Row, RowChange } from "@/db/database";
import { preparedOnce } from "@/db/prepared";

export type PreferenceChange = Omit<RowChange<"notification_preference">, "user_id" | "updated_at">;

// By name, so that connections keep it.
const findOf = preparedOnce((db, userId: string) =>
  db
    .selectFrom("notification_preference")
    .select(["user_id", "expiry_dashboard", "expiry_email", "new_sign_in_email", "token_created_email", "updated_at"])
    .where("user_id", "=", userId),
);

export async function findPreferenceRow(db: Db, userId: string): Promise<Row<"notification_preference"> | undefined> {
  return await findOf(db, userId);
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
