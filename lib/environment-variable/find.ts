import * as table from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import { refusedAt } from "@/lib/application/find";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { placeOf } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";

/** A variable of an environment that the principal reaches. */
export async function findVariable(
  db: Db,
  principal: Principal,
  id: string,
): Promise<{ status: "found"; variable: table.VariableRow } | OrganisationRefusal> {
  const variable = await table.findVariable(db, id);
  if (variable === undefined) return { status: "not_found" };
  const place = placeOf(variable, variable.environment_id);
  return reaches(reachOf(principal), place) ? { status: "found", variable } : refusedAt(principal, place);
}
