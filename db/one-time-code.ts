import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "./database";

/** Keep the digest of a set-up code for a day. */
export async function insertSetupCode(db: Db, digest: Buffer): Promise<void> {
  await db
    .insertInto("one_time_code")
    .values({ id: uuidv7(), purpose: "setup", digest, expires_at: sql`now() + interval '24 hours'` })
    .execute();
}

/** Whether a set-up code works at this moment. */
export async function isSetupCodeLive(db: Db, digest: Buffer): Promise<boolean> {
  const found = await db
    .selectFrom("one_time_code")
    .select("id")
    .where("purpose", "=", "setup")
    .where("digest", "=", digest)
    .where("used_at", "is", null)
    .where("expires_at", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}

/** With the first account made, no set-up code is of use any more. */
export async function endSetupCodes(db: Db): Promise<void> {
  await db
    .updateTable("one_time_code")
    .set({ used_at: sql`now()` })
    .where("purpose", "=", "setup")
    .where("used_at", "is", null)
    .execute();
}
