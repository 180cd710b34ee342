import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, Row } from "@/db/database";

/** Keep the digest of a setup code for a day. */
export async function insertSetupCode(db: Db, digest: Buffer): Promise<void> {
  await db
    .insertInto("one_time_code")
    .values({ id: uuidv7(), purpose: "setup", digest, expires_at: sql`now() + interval '24 hours'` })
    .execute();
}

/** Whether a setup code works at this moment. */
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

/** Once the first account exists, no setup code is of use any more. */
export async function endSetupCodes(db: Db): Promise<void> {
  await db
    .updateTable("one_time_code")
    .set({ used_at: sql`now()` })
    .where("purpose", "=", "setup")
    .where("used_at", "is", null)
    .execute();
}

/** What a code was mailed for. */
export type MailedPurpose = Exclude<Row<"one_time_code">["purpose"], "setup">;

/** Whom a code was mailed to: an account, or an address that has none yet. */
export type CodeOwner = { userId: string; email: string } | { userId: null; email: string };

/** Keep the digest of a code; every older one of the same purpose and owner ends. Give it a transaction. */
export async function replaceCode(
  trx: Db,
  row: { purpose: MailedPurpose; owner: CodeOwner; digest: Buffer; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await endCodes(trx, row.purpose, row.owner, row.createdAt);
  await trx
    .insertInto("one_time_code")
    .values({
      id: uuidv7(),
      purpose: row.purpose,
      digest: row.digest,
      user_id: row.owner.userId,
      email: row.owner.email,
      created_at: row.createdAt,
      expires_at: row.expiresAt,
    })
    .execute();
}

/** End the codes of one purpose that an owner still has. */
export async function endCodes(trx: Db, purpose: MailedPurpose, owner: CodeOwner, now: Date): Promise<void> {
  let query = trx.updateTable("one_time_code").set({ used_at: now }).where("purpose", "=", purpose);
  query =
    owner.userId === null
      ? query.where(sql<boolean>`lower(email) = ${owner.email.toLowerCase()}`)
      : query.where("user_id", "=", owner.userId);
  await query.where("used_at", "is", null).execute();
}

/** The row of a code that works at `now`. Reading it spends nothing. */
export async function findLiveCode(
  db: Db,
  purpose: MailedPurpose,
  digest: Buffer,
  now: Date,
): Promise<Row<"one_time_code"> | undefined> {
  return await db
    .selectFrom("one_time_code")
    .selectAll()
    .where("purpose", "=", purpose)
    .where("digest", "=", digest)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
}

/** Spend a code. Of several that try at once, one is told true. */
export async function spendCode(trx: Db, id: string, now: Date): Promise<boolean> {
  const spent = await trx
    .updateTable("one_time_code")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("id")
    .executeTakeFirst();
  return spent !== undefined;
}
