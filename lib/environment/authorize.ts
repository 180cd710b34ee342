import { lockApplication } from "@/db/application/application";
import { type EnvironmentRow, findEnvironment, lockEnvironment } from "@/db/application/environment";
import type { Db } from "@/db/database";
import { refusedAt } from "@/lib/application/find";
import type { Limit } from "@/lib/authorization/limit";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockPrincipal } from "@/lib/organisation/lock";

/** Where an environment stands, as a limit names it. */
export function placeOf(row: { organisation_id: string; application_id: string }, environmentId: string): Limit {
  return { organisation_id: row.organisation_id, application_id: row.application_id, environment_id: environmentId };
}

/** Lock an environment, and the principal as it is now, for a change in it until the transaction ends. @throws CallerEnded */
export async function authorizeEnvironment(
  trx: Db,
  principal: Principal,
  id: string,
): Promise<{ status: "authorized"; environment: EnvironmentRow; principal: Principal } | OrganisationRefusal> {
  const before = await findEnvironment(trx, id);
  if (before === undefined) return { status: "not_found" };
  // Checked without a lock first: a caller who may not do it keeps nobody waiting.
  const early = refusalOf(principal, before);
  if (early !== undefined) return early;
  // Its application first, for the reason given in `authorizeApplication`, and in that order.
  await lockApplication(trx, before.application_id);
  const environment = await lockEnvironment(trx, id);
  if (environment === undefined) return { status: "not_found" };
  const fresh = await lockPrincipal(trx, principal, [environment.organisation_id]);
  return refusalOf(fresh, environment) ?? { status: "authorized", environment, principal: fresh };
}

function refusalOf(principal: Principal, environment: EnvironmentRow): OrganisationRefusal | undefined {
  const place = placeOf(environment, environment.id);
  if (!reaches(reachOf(principal), place)) return refusedAt(principal, place);
  const authorization = authorizeIn(principal, environment.organisation_id, "change_applications");
  if (authorization.status !== "allowed") return authorization;
  if (reaches(reachOf(principal, "write"), place)) return undefined;
  return { status: "role_required", permission: "change_applications" };
}
