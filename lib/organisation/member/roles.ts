import type { Role } from "@/lib/principal";
import { isAtLeast } from "../permission";

/** Every role, the strongest first. */
export const ROLES = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];

/** The roles that somebody with `role` may give, and whose people he or she may change: none above the own one. */
export function rolesUpTo(role: Role): Role[] {
  return ROLES.filter((candidate) => isAtLeast(role, candidate));
}

/** A role with its article: `an owner`, `a guest`. */
export function aRole(role: Role): string {
  return `${role === "owner" || role === "admin" ? "an" : "a"} ${role}`;
}
