import { z } from "zod";
import { isEmailVerified } from "@/db/account/user";
import type { Db } from "@/db/database";
import { revokeInvitationsBy } from "@/db/organisation/invitation";
import {
  deleteCollaborations,
  deleteTeamMemberships,
  type MemberRow,
  updateMemberRole,
} from "@/db/organisation/member";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { isAtLeast, roleAllows } from "@/lib/authorization/permission";
import type { Principal, Role } from "@/lib/authorization/principal";
import { notifyRoleChanged } from "@/lib/notice/notify/member";
import { oneOf } from "@/lib/one-of";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { isLastOwner, lockMember, type MemberRefusal } from "./lock";
import { NOT_A_ROLE, ROLES } from "./roles";

export const changeRoleInput = z.strictObject({
  role: z.enum(ROLES, NOT_A_ROLE).describe(`${oneOf(ROLES)}, at most your own`),
});

export type ChangeRoleResult =
  | { status: "changed"; member: MemberRow }
  | MemberRefusal
  /** Nobody else could look after the organisation: make someone else an owner first. */
  | { status: "last_owner" }
  /** Nobody has proved the address of the person's account: it keeps the role that it has, or gets a lower one. */
  | { status: "member_unproved" }
  | ProofRequired;

/**
 * Give a person of the organisation another role. Never above the caller's own, and never so that no owner with a usable
 * account is left, nor above what it is while nobody has proved the address of the person's account. Who stops being a guest sees everything, so what he or she was added to is forgotten; who becomes one
 * begins with nothing, and leaves the teams. The person is told. Raising to owner or admin needs a fresh proof of identity.
 * @throws CallerEnded
 */
export async function changeRole(
  db: Db,
  principal: Principal,
  { organisationId, userId, role }: { organisationId: string; userId: string; role: Role },
): Promise<ChangeRoleResult> {
  return await write(db, principal, async (trx): Promise<ChangeRoleResult> => {
    const locked = await lockMember(trx, principal, { organisationId, userId, role });
    if (locked.status !== "locked") return locked;
    const { organisation, member } = locked;
    if (member.role === role) return { status: "changed", member };
    if (await isLastOwner(trx, organisationId, member)) return { status: "last_owner" };
    const isRaised = !isAtLeast(member.role, role);
    if (isRaised && !(await isEmailVerified(trx, userId))) return { status: "member_unproved" };
    if (isRaised && isAtLeast(role, "admin") && needsProof(principal)) {
      return { status: "reauthentication_required" };
    }
    await updateMemberRole(trx, organisationId, userId, role);
    if (member.role === "guest") await deleteCollaborations(trx, organisationId, userId);
    if (role === "guest") await deleteTeamMemberships(trx, organisationId, userId);
    // Invitations to roles that they may no longer give are revoked too: one may go to a second address of theirs.
    const mayInvite = roleAllows(role, "manage_people");
    const ended = ROLES.filter((invited) => !mayInvite || !isAtLeast(role, invited));
    await revokeInvitationsBy(trx, organisationId, userId, ended);
    await recordActivity(trx, {
      type: "membership.role_changed",
      organisationId,
      userId,
      actor: actorOf(principal),
      target: { type: "user", id: userId, label: member.email },
      before: { role: member.role },
      after: { role },
      client: principal.client,
    });
    await notifyRoleChanged(trx, locked.principal, organisation, { userId, before: member.role, role });
    return { status: "changed", member: { ...member, role } };
  });
}
