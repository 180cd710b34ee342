import { sql } from "kysely";
import type { Db } from "@/db/database";

/**
 * Take the digest of a person's day, in the transaction that queues it. @returns false when it was made already; one that is
 * being made at this moment is waited for
 */
export async function insertDigest(db: Db, userId: string, day: string, now: Date): Promise<boolean> {
  const inserted = await db
    .insertInto("notice_digest")
    .values({ user_id: userId, day, created_at: now })
    .onConflict((conflict) => conflict.columns(["user_id", "day"]).doNothing())
    .returning("user_id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Give a day back that turned out to have no news. */
export async function deleteDigest(db: Db, userId: string, day: string): Promise<void> {
  await db.deleteFrom("notice_digest").where("user_id", "=", userId).where(sql<boolean>`day = ${day}::date`).execute();
}

export async function insertMailed(db: Db, userId: string, day: string, dedupeKeys: readonly string[]): Promise<void> {
  if (dedupeKeys.length === 0) return;
  await db
    .insertInto("notice_mailed")
    .values(dedupeKeys.map((dedupe_key) => ({ user_id: userId, dedupe_key, day })))
    .onConflict((conflict) => conflict.columns(["user_id", "dedupe_key"]).doNothing())
    .execute();
}
