import { PERMISSIONS, type Permission } from "@/lib/authorization/permission";
import { type Caller, includesScope, type Place, type Right } from "./caller";

/** What becomes of a request: `2xx`, or a status and its code. */
export type Outcome = string;

/** The table under test, or one that a test of this test has changed. */
export type PermissionTable = Record<Permission, Record<"owner" | "admin" | "member" | "guest", string>>;

/** What a request asks for, beside its scope. */
export type Need =
  /** The caller's own. A live token is enough. */
  | { of: "caller" }
  /** What is nobody's of these. */
  | { of: "nothing" }
  /** Something of an organisation as a whole. */
  | { of: "organisation"; at: Place; permission: Permission; seenByPart?: true }
  /** One application, or an environment of it. `whole`: what the limits must hold beyond seeing it, if more than itself. */
  | { of: "application"; at: Place; permission: Permission; changes: boolean; whole?: "application" | "organisation" };

/**
 * What the rules say, in their own words and by none of the code under test, but for the table, which is the rule:
 * scopes ∩ limits ∩ rights ∩ access, and what one may not see does not exist.
 */
export function expectedOutcome(
  caller: Caller | undefined,
  scope: string,
  need: Need,
  table: PermissionTable = PERMISSIONS,
): Outcome {
  if (scope === "none") return "2xx";
  if (caller === undefined) return "401 credentials_missing";
  if (scope !== "any" && !caller.scopes.some((has) => includesScope(has, scope))) return "403 insufficient_scope";
  if (need.of === "caller") return "2xx";
  if (need.of === "nothing") return "404 not_found";

  const right = caller.rights[need.at.organisation];
  if (right === undefined || !isTouched(caller, need.at)) return "404 not_found";
  // Who would not see it anyway is not told why the organisation keeps the token out.
  if (need.of === "application" && !wasAdded(right, need.at)) return "404 not_found";
  if (caller.refused !== undefined && need.at.organisation === "ours") return `403 ${caller.refused}`;

  const roleMay = table[need.permission][right.role] !== "no";
  if (need.of === "organisation") {
    if (need.seenByPart !== true && !isCovered(caller, need.at)) return "404 not_found";
    return roleMay ? "2xx" : "403 role_required";
  }
  if (!roleMay) return "403 role_required";
  if (need.changes && !changesApplication(caller, widened(need.at, need.whole))) return "403 role_required";
  return "2xx";
}

/** Whether the caller sees an application or environment: it was added there, and its limits hold some of it. */
export function seesApplication(caller: Caller, at: Place): boolean {
  const right = caller.rights[at.organisation];
  if (right === undefined || (caller.refused !== undefined && at.organisation === "ours")) return false;
  return wasAdded(right, at) && isTouched(caller, at);
}

/** Whether it may change all of `at`: it was added with write, and its limits hold it. */
function changesApplication(caller: Caller, at: Place): boolean {
  const right = caller.rights[at.organisation];
  const writes = right?.role !== "guest" || right.added?.[at.application ?? "other"] === "write";
  return writes && isCovered(caller, at);
}

function wasAdded(right: Right, at: Place): boolean {
  return right.role !== "guest" || right.added?.[at.application ?? "other"] !== undefined;
}

function widened(
  { organisation, application, environment }: Place,
  whole: "application" | "organisation" | undefined,
): Place {
  if (whole === "organisation") return { organisation };
  return { organisation, application, ...(whole === "application" ? {} : { environment }) };
}

/** Whether the limits hold all of `at`. */
function isCovered(caller: Caller, at: Place): boolean {
  return caller.limits === null || caller.limits.some((limit) => isWithin(at, limit));
}

/** Whether the limits hold something of `at`. */
export function isTouched(caller: Caller, at: Place): boolean {
  return caller.limits === null || caller.limits.some((limit) => isWithin(at, limit) || isWithin(limit, at));
}

function isWithin(inner: Place, outer: Place): boolean {
  return (
    inner.organisation === outer.organisation &&
    (outer.application === undefined || inner.application === outer.application) &&
    (outer.environment === undefined || inner.environment === outer.environment)
  );
}
