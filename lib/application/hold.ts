import { type ApplicationRow, findApplication, lockApplication } from "@/db/application";
import type { Db } from "@/db/database";
import { lockOrganisation } from "@/db/organisation";
import { holdOrganisation } from "@/lib/organisation/hold";
import type { OrganisationRefusal } from "@/lib/organisation/judge";
import type { Permission } from "@/lib/organisation/permission";
import { reaches, reachOf, touches } from "@/lib/organisation/reach";
import type { Principal } from "@/lib/principal";
import { refusedAt } from "./find";

/**
 * Hold an application, and the principal as it is now, for a change of the whole of it until the end of the transaction.
 * What is not seen is `not_found`; what is seen and not changeable is `role_required`.
 * @throws CallerEnded
 */
export async function holdApplication(
  trx: Db,
  principal: Principal,
  id: string,
  permission: Extract<Permission, "change_applications" | "delete_application" | "transfer_application">,
): Promise<{ status: "held"; application: ApplicationRow } | OrganisationRefusal> {
  if (permission === "delete_application") {
    // With it go the assignments of the organisation's tokens, whose changes hold the organisation before the token.
    const before = await findApplication(trx, id);
    if (before !== undefined) await lockOrganisation(trx, before.organisation_id);
  }
  // Before anything else: who takes a guest off the application, or moves it, holds it too. The principal is then as that left it.
  const application = await lockApplication(trx, id);
  if (application === undefined) return { status: "not_found" };
  const organisationId = application.organisation_id;
  const { judgement, principal: fresh } = await holdOrganisation(trx, principal, organisationId, permission);

  const place = { organisationId, applicationId: id, environmentId: null };
  if (!touches(reachOf(fresh), place)) return refusedAt(fresh, place);
  if (judgement.status !== "allowed") return seenBut(judgement, permission);
  if (!reaches(reachOf(fresh, "write"), place)) return { status: "role_required", permission };
  return { status: "held", application };
}

// It is seen, so that it cannot be changed is no secret: a token of one environment is told, not sent away.
function seenBut(refusal: OrganisationRefusal, permission: Permission): OrganisationRefusal {
  return refusal.status === "not_found" ? { status: "role_required", permission } : refusal;
}
