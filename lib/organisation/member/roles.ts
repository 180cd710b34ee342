import type { Role } from "@/lib/authorization/principal";
import { oneOf } from "@/lib/one-of";

/** Every role, the strongest first. */
export const ROLES = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];

/** Why a text is refused as a role. */
export const NOT_A_ROLE = `The role must be one of ${ROLES.join(", ")}.`;

/** A role with its article: `an owner`, `a guest`. */
export function aRole(role: Role): string {
  return `${role === "owner" || role === "admin" ? "an" : "a"} ${role}`;
}

/** Someone with one of these roles, the strongest first: `an owner, admin or member`. */
export function anyOf([first, ...others]: readonly Role[]): string {
  return first === undefined ? "nobody" : oneOf([aRole(first), ...others]);
}

/** Someone with at least this role: `an owner or admin`. */
export function atLeast(role: Role): string {
  return anyOf(ROLES.slice(0, ROLES.indexOf(role) + 1));
}
