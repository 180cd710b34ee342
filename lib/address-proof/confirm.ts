import { findLiveCode, spendCode } from "@/db/account/one-time-code";
import { findUser, lockUser } from "@/db/account/user";
import type { Db, Row } from "@/db/database";
import type { Client } from "@/lib/client";
import { codeDigest } from "@/lib/one-time-code/code";
import { verifyPassword } from "@/lib/password/hash";
import { type SlowDown, startAttempt } from "@/lib/session/throttle";
import { recordWrongPassword } from "@/lib/session/wrong-password";
import { proveFromInside } from "./prove";

export type ConfirmAddressResult =
  | { status: "confirmed" }
  | { status: "wrong_password" }
  | SlowDown
  /** Used, replaced by a newer one, older than a day, or the address was proved in another way meanwhile. */
  | { status: "dead_link" };

/** The account whose address a link confirms, if it works at `now`. Opening it spends nothing: mail scanners open links too. */
export async function findProof(db: Db, code: string, now: Date): Promise<{ user: Row<"user"> } | undefined> {
  const row = await findLiveCode(db, "prove_address", codeDigest(code), now);
  const user = row?.user_id ? await findUser(db, row.user_id) : undefined;
  return user?.deactivated_at === null && user.email_verified_at === null ? { user } : undefined;
}

/**
 * Confirm the address of an account: by a link from its mailbox and by its password. Someone with both owns both, so that
 * everything in the account stays. The link alone is not enough: someone else may have made the account for this address. Wrong
 * passwords count, and slow down, as at sign-in.
 */
export async function confirmAddress(
  db: Db,
  input: { code: string; password: string },
  client: Client,
  now: Date,
): Promise<ConfirmAddressResult> {
  const found = await findProof(db, input.code, now);
  if (found === undefined) return { status: "dead_link" };
  const attempt = await startAttempt(db, found.user.email, client.address);
  if (attempt.status === "slow_down") return attempt;
  const hash = found.user.password_hash;
  if (!(await verifyPassword(hash, input.password))) {
    if (input.password !== "") await recordWrongPassword(db, "user.proof_refused", found.user, client);
    return { status: "wrong_password" };
  }
  return await db.transaction().execute(async (trx): Promise<ConfirmAddressResult> => {
    const user = await lockUser(trx, found.user.id);
    if (user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    // Reset meanwhile: the checked password is no longer the current one.
    if (user.password_hash !== hash) return { status: "wrong_password" };
    const row = await findLiveCode(trx, "prove_address", codeDigest(input.code), now);
    if (row === undefined || !(await spendCode(trx, row.id, now))) return { status: "dead_link" };
    await attempt.succeeded(trx);
    await proveFromInside(trx, user, { by: "link", actor: { userId: user.id }, client, now });
    return { status: "confirmed" };
  });
}
