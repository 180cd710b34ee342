import { v7 as uuidv7 } from "uuid";
import { findVariable, insertVariableIfFree, type VariableRow } from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { seal } from "@/lib/seal";
import { write } from "@/lib/write";
import { recordVariableActivity } from "./activity";
import type { CreateVariableInput } from "./input";

export type CreateVariableResult =
  | { status: "created"; variable: VariableRow }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/** Add a variable to an environment. Its value is stored sealed. @throws CallerEnded */
export async function createVariable(
  db: Db,
  principal: Principal,
  input: CreateVariableInput,
): Promise<CreateVariableResult> {
  return await write(db, principal, async (trx): Promise<CreateVariableResult> => {
    const authorized = await authorizeEnvironment(trx, principal, input.environment);
    if (authorized.status !== "authorized") return authorized;
    const id = uuidv7();
    const { content, keyId } = seal("environment-variable", id, input.value);
    const inserted = await insertVariableIfFree(trx, {
      id,
      environment_id: input.environment,
      name: input.name,
      value: content,
      key_id: keyId,
      is_sensitive: input.is_sensitive,
    });
    if (!inserted) {
      return { status: "invalid", fields: { name: ["The environment already has a variable with this name."] } };
    }
    const variable = await findVariable(trx, id);
    if (variable === undefined) throw new Error("a variable that was just written cannot be read");
    await recordVariableActivity(trx, principal, "environment_variable.created", variable, {
      after: { environment: authorized.environment.slug, is_sensitive: variable.is_sensitive },
    });
    return { status: "created", variable };
  });
}
