import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/invitation";
import { findInvitationByDigest, findProvedInvitation } from "@/db/invitation-acceptance";
import { findUser, markEmailVerified } from "@/db/user";
import { codeDigest } from "@/lib/one-time-code/code";
import type { SessionPrincipal } from "@/lib/principal";
import { write } from "@/lib/write";
import { isSameAddress } from "./address";
import { hasAccepted } from "./open";
import { holdInvitation, seat } from "./seat";

export type AcceptResult =
  | { status: "accepted"; slug: string }
  /** Used, revoked, replaced by a newer one, or older than seven days. */
  | { status: "dead_link" }
  /** The invitation is for another address than that of the person's account. */
  | { status: "other_address"; email: string };

/**
 * Accept an invitation as the signed-in person, whose address must be the invited one, in any case. Whoever accepted it before
 * and still belongs to the organisation is told so again: a second click changes nothing.
 */
export async function acceptInvitation(db: Db, principal: SessionPrincipal, code: string): Promise<AcceptResult> {
  const digest = codeDigest(code);
  return await accept(db, principal, (trx) => findInvitationByDigest(trx, digest));
}

/** Accept an invitation without its link, as a person who has proved the address in another way since it was sent. */
export async function acceptProvedInvitation(db: Db, principal: SessionPrincipal, id: string): Promise<AcceptResult> {
  return await accept(db, principal, (trx) => findProvedInvitation(trx, principal.user.id, id));
}

async function accept(
  db: Db,
  principal: SessionPrincipal,
  find: (trx: Db) => Promise<InvitationRow | undefined>,
): Promise<AcceptResult> {
  return await write(db, principal, async (trx): Promise<AcceptResult> => {
    const invitation = await holdInvitation(trx, find);
    const user = await findUser(trx, principal.user.id);
    if (invitation === undefined || user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    if (invitation.state !== "pending") {
      const accepted = await hasAccepted(trx, invitation, user.id);
      return accepted ? { status: "accepted", slug: invitation.organisation_slug } : { status: "dead_link" };
    }
    if (!isSameAddress(user.email, invitation.email)) return { status: "other_address", email: invitation.email };
    const { id, email, first_name: firstName, last_name: lastName } = user;
    await seat(trx, invitation, { id, email, firstName, lastName }, principal.client);
    // Whoever has a link that was mailed to an address could open the mail.
    if (invitation.is_mailed) await markEmailVerified(trx, user.id);
    return { status: "accepted", slug: invitation.organisation_slug };
  });
}
