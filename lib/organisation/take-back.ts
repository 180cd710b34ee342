import type { Db } from "@/db/database";
import { findMember } from "@/db/organisation/member";
import { isAtLeast } from "@/lib/authorization/permission";
import { type Principal, type Role, userIdOf } from "@/lib/authorization/principal";

/**
 * Whether a principal may undo a decision of someone in an organisation: they decided it, or have a role there at least as
 * high.
 * @param decidedBy the person's id; null when unknown, which counts as an owner, as does a former member
 * @returns the role that it takes; undefined when the principal may
 */
export async function roleToTakeBack(
  trx: Db,
  principal: Principal,
  organisationId: string,
  decidedBy: string | null,
): Promise<Role | undefined> {
  const member = decidedBy === null ? undefined : await findMember(trx, organisationId, decidedBy);
  return roleNeeded(principal, organisationId, { by: decidedBy, role: member?.role ?? null });
}

/** `roleToTakeBack` where the decider and their role are known; null for no role, or for an unknown decider. Pure. */
export function roleNeeded(
  principal: Principal,
  organisationId: string,
  decided: { by: string | null; role: Role | null },
): Role | undefined {
  if (decided.by !== null && userIdOf(principal) === decided.by) return undefined;
  const needed = decided.role ?? "owner";
  const role = principal.organisations.find(({ id }) => id === organisationId)?.role;
  return role !== undefined && isAtLeast(role, needed) ? undefined : needed;
}
