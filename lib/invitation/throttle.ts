import { reserveAttempt } from "@/db/account/sign-in-failure";
import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import {
  countOpenInvitationsOfOthers,
  secondsSinceSent,
  secondsUntilFewerSent,
} from "@/db/organisation/invitation-count";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { MAILBOX } from "@/lib/one-time-code/throttle";
import { keyed } from "@/lib/session/throttle";

/** Invitations that nobody accepted or revoked yet, expired ones included: as many as an organisation may have. */
const MOST_OPEN = 500;
// Enough for a whole agency's first day, and too little to be worth misusing for writing to strangers.
const MOST_MAILS_AN_HOUR = 50;
// Per person across all organisations: anyone can create any number of those.
const MOST_MAILS_OF_ONE_AN_HOUR = 100;
const RESEND_AFTER_SECONDS = 60;

export type TooMany =
  /** Too many mails of `what` were sent lately. */
  | { status: "slow_down"; what: "organisation" | "person" | "invitation" | "address"; waitSeconds: number }
  | { status: "limit_reached"; limit: number };

/** Why the locked organisation may not invite this address now; undefined when it may. */
export async function tooManyToInvite(
  trx: Db,
  { principal, organisationId, email }: { principal: Principal; organisationId: string; email: string },
): Promise<TooMany | undefined> {
  // The address's own open invitation is replaced.
  if ((await countOpenInvitationsOfOthers(trx, organisationId, email)) >= MOST_OPEN) {
    return { status: "limit_reached", limit: MOST_OPEN };
  }
  return await tooManyMails(trx, principal, organisationId);
}

/** Why an invitation of the locked organisation may not be sent again now; undefined when it may. */
export async function tooManyToResend(
  trx: Db,
  principal: Principal,
  invitation: InvitationRow,
): Promise<TooMany | undefined> {
  if (invitation.is_mailed && isMailOn()) {
    const waitSeconds = Math.ceil(RESEND_AFTER_SECONDS - (await secondsSinceSent(trx, invitation.id)));
    if (waitSeconds > 0) return { status: "slow_down", what: "invitation", waitSeconds };
  }
  return await tooManyMails(trx, principal, invitation.organisation_id);
}

/**
 * Count a mail that is about to be sent to an address, whoever invites it, in the caller's transaction. Not counted together with
 * the mails that people ask for themselves: nobody is kept from a reset by being invited.
 * @returns why it may not be sent now; then it is not counted
 */
export async function countMailTo(trx: Db, email: string): Promise<TooMany | undefined> {
  if (!isMailOn()) return undefined;
  const counted = await reserveAttempt(trx, keyed("invited", email.trim().toLowerCase()), MAILBOX);
  return "retryAt" in counted ? { status: "slow_down", what: "address", waitSeconds: counted.waitSeconds } : undefined;
}

async function tooManyMails(trx: Db, principal: Principal, organisationId: string): Promise<TooMany | undefined> {
  // A link that is handed over sends no mail.
  if (!isMailOn()) return undefined;
  const waitSeconds = await secondsUntilFewerSent(trx, { organisationId }, MOST_MAILS_AN_HOUR);
  if (waitSeconds !== undefined) return { status: "slow_down", what: "organisation", waitSeconds };
  const userId = userIdOf(principal);
  if (userId === undefined) return undefined;
  const ownWaitSeconds = await secondsUntilFewerSent(trx, { userId }, MOST_MAILS_OF_ONE_AN_HOUR);
  return ownWaitSeconds === undefined
    ? undefined
    : { status: "slow_down", what: "person", waitSeconds: ownWaitSeconds };
}
