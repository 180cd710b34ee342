import type { Db } from "@/db/database";
import { revokeInvitationsBy } from "@/db/organisation/invitation";
import { joinTeamsOfOne } from "@/db/organisation/leaving";
import { deleteMembership } from "@/db/organisation/member";
import { findTeamable } from "@/db/organisation/team";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import { notifyRemoved } from "@/lib/notice/notify/member";
import { write } from "@/lib/write";
import { isLastOwner, lockMember, type MemberRefusal } from "./lock";

export type RemoveMemberResult =
  | { status: "removed" }
  | MemberRefusal
  /** The successor has to be a colleague who is no guest. */
  | { status: "heir_not_found" }
  /** Nobody else could look after the organisation: make someone else an owner first. */
  | { status: "last_owner" };

/**
 * Remove a person from the organisation, its teams and its applications. From the next request on, they and all their tokens
 * reach nothing in it; the tokens keep working elsewhere. The person is notified.
 * @param handOver the successors in teams that would be empty
 * @throws CallerEnded
 */
export async function removeMember(
  db: Db,
  principal: Principal,
  {
    organisationId,
    userId,
    handOver = [],
  }: { organisationId: string; userId: string; handOver?: readonly { team: string; to: string }[] },
): Promise<RemoveMemberResult> {
  return await write(db, principal, async (trx): Promise<RemoveMemberResult> => {
    const locked = await lockMember(trx, principal, { organisationId, userId });
    if (locked.status !== "locked") return locked;
    const { organisation, member } = locked;
    if (await isLastOwner(trx, organisationId, member)) return { status: "last_owner" };
    const heirs = new Map(handOver.map(({ team, to }) => [team, to]));
    const wanted = new Set(heirs.values());
    const found = wanted.size === 0 ? [] : await findTeamable(trx, organisationId, [...wanted]);
    if (found.length < wanted.size || wanted.has(userId)) return { status: "heir_not_found" };
    await joinTeamsOfOne(trx, { organisationId, from: userId, heirs, tokenId: tokenIdOf(principal) });
    await deleteMembership(trx, organisationId, userId);
    const invitationsRevoked = await revokeInvitationsBy(trx, organisationId, userId);
    await recordActivity(trx, {
      type: "membership.removed",
      organisationId,
      userId,
      actor: actorOf(principal),
      target: { type: "user", id: userId, label: member.email },
      before: { role: member.role },
      ...(invitationsRevoked === 0 ? {} : { after: { invitations_revoked: invitationsRevoked } }),
      client: principal.client,
    });
    await notifyRemoved(trx, locked.principal, organisation, userId);
    return { status: "removed" };
  });
}
