import type { Role } from "./principal";

/**
 * The extent of a permission. `all`: everything in the organisation; `added`: the applications that a guest was added to;
 * `own_teams`: their own, and those of their teams; `own`: their own; `no`: none.
 */
export type Extent = "all" | "added" | "own_teams" | "own" | "no";

/** What someone may do in an organisation, in words, and how far each role may. */
export type PermissionRule = { action: string } & Record<Role, Extent>;

/** Who may do what in an organisation. The pages, the API, the docs and the tests all read this table. */
export const PERMISSIONS = {
  see_organisation: {
    action: "See the organisation’s name",
    owner: "all",
    admin: "all",
    member: "all",
    guest: "all",
  },
  see_people: {
    action: "See its people and teams",
    owner: "all",
    admin: "all",
    member: "all",
    guest: "no",
  },
  see_applications: {
    action: "See applications, environments, variables and deployments",
    owner: "all",
    admin: "all",
    member: "all",
    guest: "added",
  },
  // A guest needs to be added with write access.
  change_applications: {
    action: "Change them: names, environments, variables, deployments",
    owner: "all",
    admin: "all",
    member: "all",
    guest: "added",
  },
  create_application: { action: "Create an application", owner: "all", admin: "all", member: "all", guest: "no" },
  delete_application: { action: "Delete an application", owner: "all", admin: "all", member: "no", guest: "no" },
  transfer_application: {
    action: "Transfer an application to another organisation, as its admin",
    owner: "all",
    admin: "no",
    member: "no",
    guest: "no",
  },
  manage_people: {
    action:
      "Invite and remove people, change their roles (never above their own, never the last owner), add guests to applications",
    owner: "all",
    admin: "all",
    member: "no",
    guest: "no",
  },
  manage_teams: { action: "Manage teams", owner: "all", admin: "all", member: "no", guest: "no" },
  see_tokens: {
    action: "See the tokens with access to the organisation",
    owner: "all",
    admin: "all",
    member: "own_teams",
    guest: "own",
  },
  manage_organisation_tokens: {
    action: "Create, edit, rotate and revoke the organisation’s tokens",
    owner: "all",
    admin: "all",
    member: "own_teams",
    guest: "no",
  },
  withdraw_access: {
    action: "Withdraw a personal token’s access; revoke all tokens created before a given time",
    owner: "all",
    admin: "all",
    member: "no",
    guest: "no",
  },
  see_policy: { action: "See the policy", owner: "all", admin: "all", member: "all", guest: "no" },
  change_policy: { action: "Change the policy", owner: "all", admin: "no", member: "no", guest: "no" },
  manage_webhooks: { action: "Manage webhooks", owner: "all", admin: "all", member: "no", guest: "no" },
  see_activity: { action: "See activity", owner: "all", admin: "all", member: "own", guest: "own" },
  change_organisation: {
    action: "Rename or delete the organisation",
    owner: "all",
    admin: "no",
    member: "no",
    guest: "no",
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;

/** How far someone with `role` may do it. */
export function extentOf(role: Role, permission: Permission): Extent {
  return PERMISSIONS[permission][role];
}

/** Whether someone with `role` may do it at all. */
export function roleAllows(role: Role, permission: Permission): boolean {
  return extentOf(role, permission) !== "no";
}

const STRENGTH: readonly Role[] = ["guest", "member", "admin", "owner"];

/** Whether `role` is as strong as `than`, or stronger. */
export function isAtLeast(role: Role, than: Role): boolean {
  return STRENGTH.indexOf(role) >= STRENGTH.indexOf(than);
}
