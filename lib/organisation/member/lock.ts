import type { Db } from "@/db/database";
import { findMember, hasOtherOwner, type MemberRow } from "@/db/organisation/member";
import { isAtLeast } from "@/lib/authorization/permission";
import type { Principal, PrincipalOrganisation, Role } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "../authorize";
import { lockOrganisationFor } from "../lock";

export type MemberRefusal =
  | OrganisationRefusal
  | { status: "member_not_found" }
  /** Nobody may change someone above themselves, or raise anyone above themselves. */
  | { status: "above_own_role"; role: Role };

type LockedMember<Given extends Principal> = {
  status: "locked";
  /** The principal as it is now: decide by this one. */
  principal: Given;
  organisation: PrincipalOrganisation;
  member: MemberRow;
};

/**
 * Lock an organisation for a change to one of its people, and find that person. Refused to callers who manage no people there,
 * or are below the person, or below the new role.
 * @throws CallerEnded
 */
export async function lockMember<Given extends Principal>(
  trx: Db,
  principal: Given,
  { organisationId, userId, role }: { organisationId: string; userId: string; role?: Role },
): Promise<LockedMember<Given> | MemberRefusal> {
  const locked = await lockOrganisationFor(trx, principal, organisationId, "manage_people");
  if (locked.authorization.status !== "allowed") return locked.authorization;
  const { organisation } = locked.authorization;
  const member = await findMember(trx, organisationId, userId);
  if (member === undefined) return { status: "member_not_found" };
  const roles = role === undefined ? [member.role] : [member.role, role];
  const above = roles.find((candidate) => !isAtLeast(organisation.role, candidate));
  if (above !== undefined) return { status: "above_own_role", role: above };
  return { status: "locked", principal: locked.principal, organisation, member };
}

/** Whether nobody else could look after the organisation without this person. */
export async function isLastOwner(trx: Db, organisationId: string, member: MemberRow): Promise<boolean> {
  return member.role === "owner" && !(await hasOtherOwner(trx, organisationId, member.id));
}
