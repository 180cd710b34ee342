import type { Db } from "@/db/database";
import * as table from "@/db/deployment/deployment";
import { refusedAt } from "@/lib/application/find";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { placeOf } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";

/** A deployment of an environment that the principal reaches. */
export async function findDeployment(
  db: Db,
  principal: Principal,
  id: string,
): Promise<{ status: "found"; deployment: table.DeploymentRow } | OrganisationRefusal> {
  const deployment = await table.findDeployment(db, id);
  if (deployment === undefined) return { status: "not_found" };
  const place = placeOf(deployment, deployment.environment_id);
  return reaches(reachOf(principal), place) ? { status: "found", deployment } : refusedAt(principal, place);
}
