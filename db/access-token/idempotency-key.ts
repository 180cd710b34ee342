import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

/** One request with a key: whose it is, the digest of what names it, and that of what it asks for. */
export type Claim = { tokenId: string; digest: Buffer; fingerprint: Buffer };
/** What a request with a key was answered; `status` is null while that is not known. */
export type Answered = Pick<Row<"idempotency_key">, "status" | "location" | "content" | "key_id" | "made_id">;

const OVER = sql<Date>`now() - interval '24 hours'`;

/**
 * Claim a key for the transaction that does what is asked for. Waits for another one that has it, until that is over.
 * @returns false when the key is taken
 */
export async function claimKey(trx: Db, { tokenId, digest, fingerprint }: Claim): Promise<boolean> {
  const unanswered = { status: null, location: null, content: null, key_id: null, made_id: null };
  const row = await trx
    .insertInto("idempotency_key")
    .values({ token_id: tokenId, digest, fingerprint })
    .onConflict((conflict) =>
      conflict
        .columns(["token_id", "digest"])
        .doUpdateSet({ ...unanswered, fingerprint, created_at: sql<Date>`now()` })
        .where("idempotency_key.created_at", "<=", OVER),
    )
    .returning("token_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What is known of an earlier request with the same key, if that was within 24 hours. */
export async function findKey(db: Db, claim: Claim): Promise<(Answered & { fingerprint: Buffer }) | undefined> {
  return await db
    .selectFrom("idempotency_key")
    .select(["fingerprint", "status", "location", "content", "key_id", "made_id"])
    .where("token_id", "=", claim.tokenId)
    .where("digest", "=", claim.digest)
    .where("created_at", ">", OVER)
    .executeTakeFirst();
}

export async function storeAnswer(db: Db, { tokenId, digest }: Claim, answered: Answered): Promise<void> {
  await db
    .updateTable("idempotency_key")
    .set(answered)
    .where("token_id", "=", tokenId)
    .where("digest", "=", digest)
    .execute();
}

/** Give a key back whose request did nothing. */
export async function releaseKey(db: Db, { tokenId, digest }: Claim): Promise<void> {
  await db
    .deleteFrom("idempotency_key")
    .where("token_id", "=", tokenId)
    .where("digest", "=", digest)
    .where("status", "is", null)
    .execute();
}
