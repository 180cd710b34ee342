import type { Sentences } from "@/lib/action/sentence";
import { addressUnproved } from "@/lib/address-proof/message";
import { PERMISSIONS, type Permission } from "@/lib/authorization/permission";
import type { Role } from "@/lib/authorization/principal";
import { SENT_ALREADY } from "@/lib/form/once";
import type { OrganisationRefusal } from "./authorize";

const GONE = "This no longer exists, or you no longer have access to it. Reload the page.";

/** That a role does not allow something. For the API too. */
export function roleMessage(permission: Permission): string {
  return `Your role does not allow this: ${PERMISSIONS[permission].action.toLowerCase()}.`;
}

/** That someone, or a role to give, is above the caller. For the API too. */
export function aboveOwnRole({ role }: { role: Role }): string {
  return `Your role is below ${role}: only an owner can do this.`;
}

/** Why something in an organisation was not done, for a reader of the dashboard who saw it a moment ago. */
export const ORGANISATION_REFUSALS = {
  not_found: GONE,
  role_required: ({ permission }) => `${roleMessage(permission)} It may have changed since the page was loaded.`,
  // A policy applies to tokens only.
  blocked_by_policy: GONE,
  access_withdrawn: GONE,
} as const satisfies Sentences<OrganisationRefusal>;

/** Why an organisation itself was not changed, left or deleted. */
export const OWN_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  last_owner: "You are its last owner. Make someone else an owner first, or delete the organisation.",
  is_platform: "The platform’s own organisation can’t be deleted.",
  has_applications: ({ count }) =>
    count === 1
      ? "The organisation has an application. Delete or transfer it first."
      : `The organisation has ${count} applications. Delete or transfer them first.`,
} as const satisfies Sentences<
  OrganisationRefusal | { status: "last_owner" | "is_platform" } | { status: "has_applications"; count: number }
>;

/** Why no organisation was created. */
export const CREATE_REFUSALS = {
  not_for_token: ({ detail }) => detail,
  address_unproved: () => addressUnproved(),
  repeated: SENT_ALREADY,
} as const satisfies Sentences<
  { status: "not_for_token"; detail: string } | { status: "address_unproved" | "repeated" }
>;
