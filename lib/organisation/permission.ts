import type { Role } from "@/lib/principal";

const EVERYBODY: readonly Role[] = ["owner", "admin", "member", "guest"];

/** Who may do what in an organisation. The pages, the API and the tests read this table and no other. */
export const PERMISSIONS = {
  see_organisation: EVERYBODY,
  see_people: ["owner", "admin", "member"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether somebody with `role` may do it. */
export function roleAllows(role: Role, permission: Permission): boolean {
  return PERMISSIONS[permission].some((allowed) => allowed === role);
}
