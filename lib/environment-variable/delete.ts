import { deleteVariable as deleteRow, findVariable, lockVariable } from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { recordVariableActivity } from "./activity";

export type DeleteVariableResult = { status: "deleted" } | OrganisationRefusal | ProofRequired;

/** Delete a variable. @throws CallerEnded */
export async function deleteVariable(db: Db, principal: Principal, id: string): Promise<DeleteVariableResult> {
  return await write(db, principal, async (trx): Promise<DeleteVariableResult> => {
    const variable = await findVariable(trx, id);
    if (variable === undefined) return { status: "not_found" };
    const authorized = await authorizeEnvironment(trx, principal, variable.environment_id);
    if (authorized.status !== "authorized") return authorized;
    if (!(await lockVariable(trx, id))) return { status: "not_found" };
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await deleteRow(trx, id);
    await recordVariableActivity(trx, principal, "environment_variable.deleted", variable, {
      before: { environment: authorized.environment.slug, is_sensitive: variable.is_sensitive },
    });
    return { status: "deleted" };
  });
}
