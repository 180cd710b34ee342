import { type ApplicationRow, findApplication, lockApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { findMember, type MemberRow } from "@/db/organisation/member";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";

/**
 * Lock an application, the principal as it is now and the memberships of its organisation, for a change of its guests.
 * @throws CallerEnded
 */
export async function authorizeCollaborators(
  trx: Db,
  principal: Principal,
  applicationId: string,
  userId: string,
): Promise<
  | { status: "authorized"; application: ApplicationRow; member: MemberRow }
  | { status: "member_not_found" }
  | OrganisationRefusal
> {
  const before = await findApplication(trx, applicationId);
  if (before === undefined) return { status: "not_found" };
  const { authorization, principal: fresh } = await lockOrganisationFor(
    trx,
    principal,
    before.organisation_id,
    "manage_people",
  );
  if (authorization.status === "role_required" && authorization.permission === "manage_people") {
    // Only someone who sees the application learns more than that it was not found.
    const seen = fresh.organisations.find(({ id }) => id === before.organisation_id)?.applications;
    if (seen != null && !seen.some(({ id }) => id === applicationId)) return { status: "not_found" };
  }
  if (authorization.status !== "allowed") return authorization;
  const application = await lockApplication(trx, applicationId);
  if (application?.organisation_id !== before.organisation_id) return { status: "not_found" };
  const member = await findMember(trx, application.organisation_id, userId);
  return member === undefined ? { status: "member_not_found" } : { status: "authorized", application, member };
}
