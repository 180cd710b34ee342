import * as table from "@/db/application/application";
import type { Db } from "@/db/database";
import type { Limit } from "@/lib/authorization/limit";
import type { Principal, TokenPrincipalCore } from "@/lib/authorization/principal";
import { reachOf, touches } from "@/lib/authorization/reach";
import { type OrganisationRefusal, refusedIn } from "@/lib/organisation/authorize";

export type FoundApplication = { status: "found"; application: table.ApplicationRow };

/** An application that the principal sees: all of it, or something in it. */
export async function findApplication(
  db: Db,
  principal: Principal,
  id: string,
): Promise<FoundApplication | OrganisationRefusal> {
  const application = await table.findApplication(db, id);
  return application === undefined ? { status: "not_found" } : seen(principal, application);
}

/** An application by its slug, within one organisation. */
export async function findApplicationBySlug(
  db: Db,
  principal: Principal,
  organisationId: string,
  slug: string,
): Promise<FoundApplication | OrganisationRefusal> {
  const application = await table.findApplicationBySlug(db, slug);
  if (application?.organisation_id !== organisationId) return { status: "not_found" };
  return seen(principal, application);
}

/** The application if it is seen, else what the principal may know about why not. Pure. */
function seen(principal: Principal, application: table.ApplicationRow): FoundApplication | OrganisationRefusal {
  const place = { organisation_id: application.organisation_id, application_id: application.id, environment_id: null };
  if (touches(reachOf(principal), place)) return { status: "found", application };
  return refusedAt(principal, place);
}

/**
 * Why the principal does not reach this place. That the organisation blocks the token is told only where the token's own
 * limits, and its owner's access as a guest, would show the place: otherwise it is not found.
 */
export function refusedAt(principal: Principal | TokenPrincipalCore, place: Limit): OrganisationRefusal {
  if (principal.type === "session") return { status: "not_found" };
  if (principal.token.reach === "limited" && !touches(principal.token.limits, place)) return { status: "not_found" };
  const added = principal.refusedOrganisations.find(({ id }) => id === place.organisation_id)?.applications;
  if (added != null && !added.some(({ id }) => id === place.application_id)) return { status: "not_found" };
  return refusedIn(principal, place.organisation_id);
}
