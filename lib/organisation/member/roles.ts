import type { Role } from "@/lib/authorization/principal";

/** Every role, the strongest first. */
export const ROLES = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];

/** Why a text is refused as a role. */
export const NOT_A_ROLE = `The role must be one of ${ROLES.join(", ")}.`;

/** A role with its article: `an owner`, `a guest`. */
export function aRole(role: Role): string {
  return `${role === "owner" || role === "admin" ? "an" : "a"} ${role}`;
}
