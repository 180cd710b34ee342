import { lockUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import { findInvitationByDigest, findProvedInvitation } from "@/db/organisation/invitation-acceptance";
import { proveFromInside } from "@/lib/address-proof/prove";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { codeDigest } from "@/lib/one-time-code/code";
import { isFresh } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { isSameAddress } from "./address";
import { hasAccepted } from "./open";
import { provesAddress } from "./proves";
import { lockInvitation, seat } from "./seat";

export type AcceptResult =
  | { status: "accepted"; slug: string }
  /** Used, revoked, replaced by a newer one, or older than seven days. */
  | { status: "dead_link" }
  /** The invitation is for another address than that of the person's account. */
  | { status: "other_address"; email: string }
  /**
   * Nobody has proved the account's address, and this link does not: it cannot join an organisation other than the one it was
   * made for.
   */
  | { status: "address_unproved" }
  /** The link proves the address, and the person has to prove to be the account's user: the last proof is too old. */
  | { status: "reauthentication_required" };

/**
 * Accept an invitation as the signed-in person, whose address must be the invited one, in any case. For someone who accepted it
 * before and still belongs to the organisation, a second click changes nothing. An account whose address nobody has proved
 * accepts only by a link that proves it.
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
    const user = await lockUser(trx, principal.user.id);
    const invitation = await lockInvitation(trx, find);
    if (invitation === undefined || user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    if (invitation.state !== "pending") {
      const accepted = await hasAccepted(trx, invitation, user.id);
      return accepted ? { status: "accepted", slug: invitation.organisation_slug } : { status: "dead_link" };
    }
    if (!isSameAddress(user.email, invitation.email)) return { status: "other_address", email: invitation.email };
    if (user.email_verified_at === null) {
      if (!provesAddress(invitation)) return { status: "address_unproved" };
      if (!isFresh(principal)) return { status: "reauthentication_required" };
    }
    const { id, email, first_name: firstName, last_name: lastName } = user;
    await seat(trx, invitation, { id, email, firstName, lastName }, principal.client);
    const { client, now } = principal;
    await proveFromInside(trx, user, { by: "invitation", actor: { userId: id }, client, now });
    return { status: "accepted", slug: invitation.organisation_slug };
  });
}
