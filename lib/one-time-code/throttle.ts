import { type FailureRule, forgiveAttempt, reserveAttempt } from "@/db/account/sign-in-failure";
import type { Db } from "@/db/database";
import { clientNetwork } from "@/lib/client-network";
import { keyed, type SlowDown } from "@/lib/session/throttle";

// Mail costs its receiver attention. Three for one mailbox are free, then it is a minute, at most a quarter of an hour, so that
// nobody can keep someone else from a reset for long; and a client that asks for many mailboxes waits up to an hour.
export const MAILBOX: FailureRule = {
  free: 3,
  firstWaitSeconds: 60,
  longestWaitSeconds: 900,
  forgetOneAfterSeconds: 1_200,
};
const ADDRESS: FailureRule = { free: 20, firstWaitSeconds: 60, longestWaitSeconds: 3_600, forgetOneAfterSeconds: 360 };

/**
 * Count one request for a mail to `email`, whether an account has it or not, from a network address. One that is refused is
 * not counted for the mailbox.
 */
export async function startMailRequest(
  db: Db,
  email: string,
  address: string | null,
): Promise<{ status: "allowed" } | SlowDown> {
  const addressKey = keyed("mail-address", clientNetwork(address) ?? "unknown");
  const byAddress = await reserveAttempt(db, addressKey, ADDRESS);
  if ("retryAt" in byAddress) return { status: "slow_down", ...byAddress };
  const byMailbox = await reserveAttempt(db, keyed("mailbox", email.trim().toLowerCase()), MAILBOX);
  if ("retryAt" in byMailbox) {
    await forgiveAttempt(db, addressKey);
    return { status: "slow_down", ...byMailbox };
  }
  return { status: "allowed" };
}
