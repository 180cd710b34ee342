import * as table from "@/db/application/environment";
import type { Db } from "@/db/database";
import { refusedAt } from "@/lib/application/find";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { placeOf } from "./authorize";

/** An environment that the principal reaches. */
export async function findEnvironment(
  db: Db,
  principal: Principal,
  id: string,
): Promise<{ status: "found"; environment: table.EnvironmentRow } | OrganisationRefusal> {
  const environment = await table.findEnvironment(db, id);
  if (environment === undefined) return { status: "not_found" };
  const place = placeOf(environment, id);
  return reaches(reachOf(principal), place) ? { status: "found", environment } : refusedAt(principal, place);
}
