import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { recordVariableActivity } from "./activity";
import { findVariable } from "./find";
import { variableJson } from "./json";

export type RevealVariableResult =
  | { status: "revealed"; value: string }
  | { status: "sensitive" }
  /** It was sealed under another secret of the instance. */
  | { status: "unreadable" }
  | OrganisationRefusal;

/** The value of a variable that the principal reaches and that is not sensitive. The look is recorded; the value is not. */
export async function revealVariable(db: Db, principal: SessionPrincipal, id: string): Promise<RevealVariableResult> {
  const result = await findVariable(db, principal, id);
  if (result.status !== "found") return result;
  const { value, is_sensitive } = variableJson(result.variable);
  if (value === null) return { status: is_sensitive ? "sensitive" : "unreadable" };
  await recordVariableActivity(db, principal, "environment_variable.revealed", result.variable, {});
  return { status: "revealed", value };
}
