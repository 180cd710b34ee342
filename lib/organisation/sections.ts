import { type Permission, roleAllows } from "@/lib/authorization/permission";
import type { Role } from "@/lib/authorization/principal";

/** The pages of an organisation, in their order, each with what it takes to see it. */
export const SECTIONS: readonly { path: string; label: string; permission: Permission }[] = [
  { path: "", label: "Overview", permission: "see_organisation" },
  { path: "applications", label: "Applications", permission: "see_applications" },
  { path: "members", label: "People", permission: "see_people" },
  { path: "teams", label: "Teams", permission: "see_people" },
  { path: "access-tokens", label: "Access Tokens", permission: "see_tokens" },
  { path: "policy", label: "Policy", permission: "see_policy" },
  { path: "activity", label: "Activity", permission: "see_activity" },
  { path: "webhooks", label: "Webhooks", permission: "manage_webhooks" },
  { path: "settings", label: "Settings", permission: "see_organisation" },
];

/** Of the platform's organisation, for its owners, where tokens were imported. */
const IMPORTED = { path: "imported-tokens", label: "Imported Tokens" };

/** The pages that someone with this role sees. */
export function sectionsFor(role: Role, { hasImported = false } = {}): { path: string; label: string }[] {
  return SECTIONS.filter(({ permission }) => roleAllows(role, permission)).flatMap((section) =>
    section.path === "settings" && hasImported ? [IMPORTED, section] : section,
  );
}
