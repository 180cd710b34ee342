import { createHmac } from "node:crypto";
import {
  type FailureRule,
  forgetFailures,
  forgiveAttempt,
  reserveAttempt,
  type Wait,
} from "@/db/account/sign-in-failure";
import type { Db } from "@/db/database";
import { clientNetwork } from "@/lib/client-network";
import { deriveKey } from "@/lib/keys";

// Ten wrong passwords are free. An account's wait stays within a minute, so that nobody can lock someone else out for long; an
// address, which is the guesser's own, waits up to a quarter of an hour. Six minutes of quiet forgive one failure.
const ACCOUNT: FailureRule = { free: 10, firstWaitSeconds: 5, longestWaitSeconds: 60, forgetOneAfterSeconds: 360 };
const ADDRESS: FailureRule = { ...ACCOUNT, longestWaitSeconds: 900 };

/** A try that may be made. Call `succeeded` when it did; otherwise it stays counted as a failure. */
export type Attempt = { status: "allowed"; succeeded: (db: Db) => Promise<void> };

/** Too many failures lately: nothing is tried before `retryAt`, not even the right password. */
export type SlowDown = { status: "slow_down" } & Wait;

/**
 * Ask for permission to try one password, for an e-mail address (whether an account has it or not) from a network address. The
 * address is asked first: a guesser who has to wait cannot keep the account's owner waiting too.
 */
export async function startAttempt(db: Db, email: string, address: string | null): Promise<Attempt | SlowDown> {
  const addressKey = keyed("address", clientNetwork(address) ?? "unknown");
  const accountKey = keyed("account", email.trim().toLowerCase());
  const byAddress = await reserveAttempt(db, addressKey, ADDRESS);
  if ("retryAt" in byAddress) return { status: "slow_down", ...byAddress };
  const byAccount = await reserveAttempt(db, accountKey, ACCOUNT);
  if ("retryAt" in byAccount) {
    await forgiveAttempt(db, addressKey);
    return { status: "slow_down", ...byAccount };
  }
  return { status: "allowed", succeeded: (inTransaction) => takeBackAttempt(inTransaction, email, address) };
}

/** An attempt that was counted was no failure: its password was right, or an account was made with it. */
export async function takeBackAttempt(db: Db, email: string, address: string | null): Promise<void> {
  await forgiveAttempt(db, keyed("address", clientNetwork(address) ?? "unknown"));
  await forgetFailures(db, keyed("account", email.trim().toLowerCase()));
}

/**
 * The key of a row that counts failures. The table must not tell who mistyped a password, nor from where: a keyed hash finds
 * the row again and tells nothing.
 */
export function keyed(
  kind: "account" | "address" | "mailbox" | "invited" | "mail-address" | "device-session" | "device-address",
  value: string,
): string {
  return `${kind}:${createHmac("sha256", deriveKey("sign-in-failure")).update(value).digest("base64url")}`;
}
