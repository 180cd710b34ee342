import { PERMISSIONS, type Permission } from "@/lib/organisation/permission";
import { type Caller, includesScope, type Place } from "./caller";

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
  /** One application, or an environment of it. */
  | { of: "application"; at: Place; permission: Permission; changes: boolean };

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
  if (right === undefined || !isTouched(caller, { organisation: need.at.organisation })) return "404 not_found";
  if (caller.refused !== undefined && need.at.organisation === "ours") return `403 ${caller.refused}`;

  const roleMay = table[need.permission][right.role] !== "no";
  if (need.of === "organisation") {
    if (need.seenByPart !== true && !isCovered(caller, need.at)) return "404 not_found";
    return roleMay ? "2xx" : "403 role_required";
  }
  if (!seesApplication(caller, need.at)) return "404 not_found";
  if (!roleMay) return "403 role_required";
  if (need.changes && !changesApplication(caller, need.at)) return "403 role_required";
  return "2xx";
}

/** Whether the caller sees an application or environment: it was added there, and its limits hold some of it. */
export function seesApplication(caller: Caller, at: Place): boolean {
  const right = caller.rights[at.organisation];
  if (right === undefined || (caller.refused !== undefined && at.organisation === "ours")) return false;
  const added = right.role !== "guest" || right.added?.[at.application ?? "other"] !== undefined;
  return added && isTouched(caller, at);
}

/** Whether it may change that: it was added with write, and its limits hold all of it. */
export function changesApplication(caller: Caller, at: Place): boolean {
  const right = caller.rights[at.organisation];
  const writes = right?.role !== "guest" || right.added?.[at.application ?? "other"] === "write";
  return seesApplication(caller, at) && writes && isCovered(caller, at);
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
