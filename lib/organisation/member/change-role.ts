import { z } from "zod";
import type { Db } from "@/db/database";
import { revokeInvitationsBy } from "@/db/organisation/invitation";
import {
  deleteCollaborations,
  deleteTeamMemberships,
  findMember,
  hasOtherOwner,
  type MemberRow,
  updateMemberRole,
} from "@/db/organisation/member";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { isAtLeast, roleAllows } from "@/lib/authorization/permission";
import type { Principal, Role } from "@/lib/authorization/principal";
import { notifyRoleChanged } from "@/lib/notice/notify/member";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import type { OrganisationRefusal } from "../authorize";
import { lockOrganisationFor } from "../lock";
import { ROLES } from "./roles";

export const changeRoleInput = z.object({
  role: z.enum(ROLES, `The role must be one of ${ROLES.join(", ")}.`),
});

export type ChangeRoleResult =
  | { status: "changed"; member: MemberRow }
  | OrganisationRefusal
  | { status: "member_not_found" }
  /** Nobody changes who stands above, or raises anybody above, himself or herself. */
  | { status: "above_own_role"; role: Role }
  /** Nobody else could look after the organisation: make somebody else an owner first. */
  | { status: "last_owner" }
  | ProofRequired;

/**
 * Give a person of the organisation another role. Never above the caller's own, and never so that no owner with a usable
 * account is left. Who stops being a guest sees everything, so what he or she was added to is forgotten; who becomes one
 * begins with nothing, and leaves the teams. The person is told. Raising to owner or admin needs a fresh proof of identity.
 * @throws CallerEnded
 */
export async function changeRole(
  db: Db,
  principal: Principal,
  { organisationId, userId, role }: { organisationId: string; userId: string; role: Role },
): Promise<ChangeRoleResult> {
  return await write(db, principal, async (trx): Promise<ChangeRoleResult> => {
    const held = await lockOrganisationFor(trx, principal, organisationId, "manage_people");
    if (held.authorization.status !== "allowed") return held.authorization;
    const { organisation } = held.authorization;
    const member = await findMember(trx, organisationId, userId);
    if (member === undefined) return { status: "member_not_found" };
    const above = [member.role, role].find((candidate) => !isAtLeast(organisation.role, candidate));
    if (above !== undefined) return { status: "above_own_role", role: above };
    if (member.role === role) return { status: "changed", member };
    if (member.role === "owner" && !(await hasOtherOwner(trx, organisationId, userId))) return { status: "last_owner" };
    if (isAtLeast(role, "admin") && !isAtLeast(member.role, role) && needsProof(principal)) {
      return { status: "reauthentication_required" };
    }
    await updateMemberRole(trx, organisationId, userId, role);
    if (member.role === "guest") await deleteCollaborations(trx, organisationId, userId);
    if (role === "guest") await deleteTeamMemberships(trx, organisationId, userId);
    // What he or she could not invite to any more must not be open either: it may be a second address of the same person.
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
    await notifyRoleChanged(trx, held.principal, organisation, { userId, before: member.role, role });
    return { status: "changed", member: { ...member, role } };
  });
}
