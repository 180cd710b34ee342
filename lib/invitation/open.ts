import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import { findInvitationByDigest } from "@/db/organisation/invitation-acceptance";
import { findPersonOf } from "@/db/organisation/organisation";
import { codeDigest } from "@/lib/one-time-code/code";

/** The invitation of a link that works at this moment; undefined for every other. Opening it spends nothing. */
export async function findLiveInvitation(db: Db, code: string): Promise<InvitationRow | undefined> {
  const invitation = await findInvitationByDigest(db, codeDigest(code));
  return invitation?.state === "pending" ? invitation : undefined;
}

export type OpenedInvitation =
  | { status: "open"; invitation: InvitationRow }
  /** The person who opens it accepted it before, and still belongs to the organisation. */
  | { status: "accepted"; slug: string }
  /** Used by someone else, revoked, replaced by a newer one, or older than seven days. */
  | { status: "dead_link" };

/** The meaning of an invitation's link for the person who opens it. Opening it spends nothing. @param userId who is signed in */
export async function openInvitation(db: Db, code: string, userId: string | undefined): Promise<OpenedInvitation> {
  const invitation = await findInvitationByDigest(db, codeDigest(code));
  if (invitation?.state === "pending") return { status: "open", invitation };
  return invitation !== undefined && userId !== undefined && (await hasAccepted(db, invitation, userId))
    ? { status: "accepted", slug: invitation.organisation_slug }
    : { status: "dead_link" };
}

/** Whether it was this person who accepted, and who belongs to the organisation to this day. */
export async function hasAccepted(db: Db, invitation: InvitationRow, userId: string): Promise<boolean> {
  if (invitation.accepted_by_user_id !== userId) return false;
  return (await findPersonOf(db, invitation.organisation_id, userId)) !== undefined;
}
