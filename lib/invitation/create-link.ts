import type { Db } from "@/db/database";
import { findInvitationById, type InvitationRow, renewInvitation } from "@/db/organisation/invitation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { isAtLeast } from "@/lib/authorization/permission";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { newCode } from "@/lib/one-time-code/code";
import { lockPlatformOwner, ownedPlatform } from "@/lib/organisation/platform-owner";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { lockInvitation } from "./seat";
import { INVITATION_LIVES_DAYS, linkOf } from "./send";

export type CreateLinkResult =
  /** The link is in this result and nowhere else. The previous link stops working. */
  | { status: "created"; link: string; invitation: InvitationRow }
  /** Also for everyone who does not own the platform. */
  | { status: "invitation_not_found" }
  /** It was accepted or revoked already. */
  | { status: "ended" }
  /** Mail is on: the invitation is mailed, which proves more. */
  | { status: "mail_on" }
  | ProofRequired;

/**
 * Create a link for an invitation to any organisation, for a platform owner to hand over, who so vouches that it reaches the
 * invited person: an account that is made with it counts as proved. For an owner or admin it needs a fresh proof of identity,
 * as inviting one does.
 */
export async function createInvitationLink(
  db: Db,
  principal: SessionPrincipal,
  invitationId: string,
): Promise<CreateLinkResult> {
  // Before anything is locked: a caller who may not do it keeps nobody waiting.
  if (ownedPlatform(principal) === undefined) return { status: "invitation_not_found" };
  if (isMailOn()) return { status: "mail_on" };
  return await write(db, principal, async (trx): Promise<CreateLinkResult> => {
    const invitation = await lockInvitation(trx, (by) => findInvitationById(by, invitationId));
    if (invitation === undefined || !(await lockPlatformOwner(trx, principal))) {
      return { status: "invitation_not_found" };
    }
    if (invitation.state === "accepted" || invitation.state === "revoked") return { status: "ended" };
    if (isAtLeast(invitation.role, "admin") && needsProof(principal)) return { status: "reauthentication_required" };
    const { code, digest } = newCode();
    const link = { digest, tokenId: null, livesDays: INVITATION_LIVES_DAYS, isMailed: false, isVouched: true };
    await renewInvitation(trx, invitation.id, link);
    await recordActivity(trx, {
      type: "invitation.link_created",
      organisationId: invitation.organisation_id,
      actor: actorOf(principal),
      target: { type: "invitation", id: invitation.id, label: invitation.email },
      client: principal.client,
    });
    return { status: "created", link: linkOf(code), invitation };
  });
}
