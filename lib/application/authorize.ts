import { type ApplicationRow, findApplication, lockApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { lockOrganisation } from "@/db/organisation/organisation";
import type { Permission } from "@/lib/authorization/permission";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf, touches } from "@/lib/authorization/reach";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockPrincipal } from "@/lib/organisation/lock";
import { refusedAt } from "./find";

/**
 * Lock an application, and the principal as it is now, for a change of the whole application until the transaction ends.
 * `not_found` if it is not seen; `role_required` if it is seen but may not be changed.
 * @throws CallerEnded
 */
export async function authorizeApplication(
  trx: Db,
  principal: Principal,
  id: string,
  permission: Extract<Permission, "change_applications" | "delete_application" | "transfer_application">,
): Promise<{ status: "authorized"; application: ApplicationRow } | OrganisationRefusal> {
  const before = await findApplication(trx, id);
  if (before === undefined) return { status: "not_found" };
  // Checked without a lock first: a caller who may not do it keeps nobody waiting.
  const early = refusalOf(principal, before, permission);
  if (early !== undefined) return early;
  // It affects assignments of the organisation's tokens, whose changes lock the organisation before the token.
  if (permission === "delete_application") await lockOrganisation(trx, before.organisation_id);
  // Before anything else: removing a guest or transferring it locks it too. The principal is read after that.
  const application = await lockApplication(trx, id);
  if (application === undefined) return { status: "not_found" };
  const fresh = await lockPrincipal(trx, principal, [application.organisation_id]);
  return refusalOf(fresh, application, permission) ?? { status: "authorized", application };
}

function refusalOf(
  principal: Principal,
  application: ApplicationRow,
  permission: Permission,
): OrganisationRefusal | undefined {
  const organisationId = application.organisation_id;
  const place = { organisation_id: organisationId, application_id: application.id, environment_id: null };
  if (!touches(reachOf(principal), place)) return refusedAt(principal, place);
  const authorization = authorizeIn(principal, organisationId, permission);
  if (authorization.status !== "allowed") return seenBut(authorization, permission);
  return reaches(reachOf(principal, "write"), place) ? undefined : { status: "role_required", permission };
}

// It is seen, so it is no secret that it cannot be changed: a token of one environment gets the reason.
function seenBut(refusal: OrganisationRefusal, permission: Permission): OrganisationRefusal {
  return refusal.status === "not_found" ? { status: "role_required", permission } : refusal;
}
