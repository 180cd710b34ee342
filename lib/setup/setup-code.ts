import { createHash, randomBytes } from "node:crypto";
import { insertSetupCode } from "@/db/account/one-time-code";
import { hasUser } from "@/db/account/user";
import type { Db } from "@/db/database";

/**
 * A new one-time code for `/setup`, valid for 24 hours or until the first account is made; null when there is an account.
 * Earlier codes stay valid: two instances that start at once both print one that works.
 */
export async function issueSetupCode(db: Db): Promise<string | null> {
  if (await hasUser(db)) return null;
  // 144 bits: not guessable, and short enough to be copied from a terminal.
  const code = randomBytes(18).toString("base64url");
  await insertSetupCode(db, setupCodeDigest(code));
  return code;
}

/** The stored digest of a code, which has too much entropy to be guessed: a plain hash will do. */
export function setupCodeDigest(code: string): Buffer {
  return createHash("sha256").update(code).digest();
}
