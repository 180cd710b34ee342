import type { Db } from "@/db/database";
import { revokeInvitationsBy } from "@/db/organisation/invitation";
import { deleteMembership, findMember } from "@/db/organisation/member";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { reachesWholeOrganisation } from "@/lib/authorization/reach";
import { write } from "@/lib/write";
import type { OrganisationRefusal } from "./authorize";
import { lockOrganisationFor } from "./lock";
import { isLastOwner } from "./member/lock";

export type LeaveResult =
  | { status: "left" }
  | OrganisationRefusal
  /** Nobody else could look after the organisation: make someone else an owner first. */
  | { status: "last_owner" };

/**
 * Leave an organisation, with any role. From the next request on, the person and all their tokens reach nothing in it. A token
 * that is limited to a part of it cannot leave it, and an organisation's own token belongs to it for good.
 * @throws CallerEnded
 */
export async function leaveOrganisation(db: Db, principal: Principal, organisationId: string): Promise<LeaveResult> {
  const userId = userIdOf(principal);
  if (userId === undefined) return { status: "not_found" };
  return await write(db, principal, async (trx): Promise<LeaveResult> => {
    const locked = await lockOrganisationFor(trx, principal, organisationId, "see_organisation");
    if (locked.authorization.status !== "allowed") return locked.authorization;
    if (!reachesWholeOrganisation(locked.principal, organisationId)) return { status: "not_found" };
    const member = await findMember(trx, organisationId, userId);
    if (member === undefined) return { status: "not_found" };
    if (await isLastOwner(trx, organisationId, member)) return { status: "last_owner" };
    await deleteMembership(trx, organisationId, userId);
    await revokeInvitationsBy(trx, organisationId, userId);
    await recordActivity(trx, {
      type: "membership.left",
      organisationId,
      userId,
      actor: actorOf(principal),
      target: { type: "user", id: userId, label: member.email },
      before: { role: member.role },
      client: principal.client,
    });
    return { status: "left" };
  });
}
