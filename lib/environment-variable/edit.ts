import { findVariable, lockVariable, updateVariable, type VariableRow } from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { seal } from "@/lib/seal";
import { write } from "@/lib/write";
import { recordVariableActivity } from "./activity";
import type { EditVariableInput } from "./input";

export type EditVariableResult =
  | { status: "edited"; variable: VariableRow }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/**
 * Change a variable's value, or make it sensitive. A sensitive one becomes readable only together with a new value: a value
 * that was written as a secret is never shown. @throws CallerEnded
 */
export async function editVariable(
  db: Db,
  principal: Principal,
  id: string,
  input: EditVariableInput,
): Promise<EditVariableResult> {
  return await write(db, principal, async (trx): Promise<EditVariableResult> => {
    const found = await findVariable(trx, id);
    if (found === undefined) return { status: "not_found" };
    const authorized = await authorizeEnvironment(trx, principal, found.environment_id);
    if (authorized.status !== "authorized") return authorized;
    if (!(await lockVariable(trx, id))) return { status: "not_found" };
    const before = await findVariable(trx, id);
    if (before === undefined) return { status: "not_found" };

    if (before.is_sensitive && input.is_sensitive === false && input.value === undefined) {
      const detail = "A sensitive value can't be shown again: send a new value with is_sensitive set to false.";
      return { status: "invalid", fields: { is_sensitive: [detail] } };
    }
    const sealed = input.value === undefined ? undefined : seal("environment-variable", id, input.value);
    await updateVariable(trx, id, {
      ...(sealed === undefined ? {} : { value: sealed.content, key_id: sealed.keyId }),
      ...(input.is_sensitive === undefined ? {} : { is_sensitive: input.is_sensitive }),
    });
    const variable = await findVariable(trx, id);
    if (variable === undefined) throw new Error("a variable that was just written cannot be read");
    await recordVariableActivity(trx, principal, "environment_variable.edited", variable, {
      before: { is_sensitive: before.is_sensitive },
      after: { is_sensitive: variable.is_sensitive, value_changed: sealed !== undefined },
    });
    return { status: "edited", variable };
  });
}
