import type { Sentences } from "@/lib/action/sentence";
import { memberUnproved } from "@/lib/address-proof/message";
import type { Role } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

type MemberRefusal =
  | OrganisationRefusal
  | { status: "member_not_found" | "last_owner" | "heir_not_found" | "member_unproved" }
  | { status: "above_own_role"; role: Role };

/** Why somebody was not given another role, or not removed. */
export const MEMBER_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  member_not_found: "This person no longer belongs to the organisation. Reload the page.",
  last_owner: "The organisation would be without an owner. Make somebody else an owner first.",
  heir_not_found: "Choose a colleague who is no guest to take over.",
  member_unproved: () => memberUnproved(),
  above_own_role: ({ role }) => `Your role is below ${role}: only an owner can do this.`,
} as const satisfies Sentences<MemberRefusal>;

type ReplaceRefusal =
  | OrganisationRefusal
  | { status: "repeated" }
  | { status: "limit_reached"; limit: number }
  | { status: "exceeds_caller" };

/** Why no token of the organisation was made in the place of somebody's. */
export const REPLACE_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  repeated: "This has created a token already, whose secret was shown once. Find it among the organisation’s tokens.",
  limit_reached: ({ limit }) => `The organisation has ${limit} active tokens: as many as there may be.`,
  // A person who is signed in is no token.
  exceeds_caller: ORGANISATION_REFUSALS.not_found,
} as const satisfies Sentences<ReplaceRefusal>;
