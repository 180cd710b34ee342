import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findInvitationByDigest } from "@/db/organisation/invitation-acceptance";
import type { Client } from "@/lib/client";
import { codeDigest } from "@/lib/one-time-code/code";
import { insertAccount, prepareAccount, type Sent } from "@/lib/signup/account";
import { findLiveInvitation } from "./open";
import { provesAddress } from "./proves";
import { lockInvitation, seat } from "./seat";

export type AcceptAsNewResult =
  | { status: "accepted"; email: string; slug: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  | { status: "dead_link" }
  /** There is an account with the address: its owner has to sign in. */
  | { status: "email_taken" };

/**
 * Make an account for the invited address, and accept with it. A link that was mailed there proves the address, and so does one
 * that a platform owner handed over (`provesAddress`). Of several submits at once one succeeds.
 */
export async function acceptInvitationAsNew(
  db: Db,
  { code, ...sent }: Sent & { code: string },
  client: Client,
): Promise<AcceptAsNewResult> {
  const found = await findLiveInvitation(db, code);
  if (found === undefined) return { status: "dead_link" };
  const prepared = await prepareAccount(found.email, sent);
  if (prepared.status === "invalid") return prepared;
  return await db.transaction().execute(async (trx): Promise<AcceptAsNewResult> => {
    const invitation = await lockInvitation(trx, (by) => findInvitationByDigest(by, codeDigest(code)));
    if (invitation?.state !== "pending") return { status: "dead_link" };
    const { email } = invitation;
    const account = { ...prepared.account, email };
    const { firstName, lastName } = account;
    const verifiedAt = provesAddress(invitation) ? await databaseNow(trx) : null;
    const userId = await insertAccount(trx, account, verifiedAt, client);
    if (userId === undefined) return { status: "email_taken" };
    await seat(trx, invitation, { id: userId, email, firstName, lastName }, client);
    return { status: "accepted", email, slug: invitation.organisation_slug };
  });
}
