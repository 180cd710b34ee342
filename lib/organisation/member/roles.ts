import type { Role } from "@/lib/authorization/principal";

/** Every role, the strongest first. */
export const ROLES = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];

/** A role with its article: `an owner`, `a guest`. */
export function aRole(role: Role): string {
  return `${role === "owner" || role === "admin" ? "an" : "a"} ${role}`;
}
