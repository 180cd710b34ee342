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
 * Hold an application, and the principal as it is now, for a change of the whole of it until the end of the transaction.
 * What is not seen is `not_found`; what is seen and not changeable is `role_required`.
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
  // Who may not do it even by what came with the request keeps nobody waiting.
  const early = refusalOf(principal, before, permission);
  if (early !== undefined) return early;
  // With it go the assignments of the organisation's tokens, whose changes hold the organisation before the token.
  if (permission === "delete_application") await lockOrganisation(trx, before.organisation_id);
  // Before anything else: who takes a guest off the application, or moves it, holds it too. The principal is then as that left it.
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

// It is seen, so that it cannot be changed is no secret: a token of one environment is told, not sent away.
function seenBut(refusal: OrganisationRefusal, permission: Permission): OrganisationRefusal {
  return refusal.status === "not_found" ? { status: "role_required", permission } : refusal;
}
