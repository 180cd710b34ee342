import { limitMessage } from "@/lib/access-token/quota";
import type { Sentences } from "@/lib/action/sentence";
import { memberUnproved } from "@/lib/address-proof/message";
import type { Role } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { aboveOwnRole, ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

type MemberRefusal =
  | OrganisationRefusal
  | { status: "member_not_found" | "last_owner" | "heir_not_found" | "member_unproved" }
  | { status: "above_own_role"; role: Role };

/** Why someone was not given another role, or not removed. */
export const MEMBER_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  member_not_found: "This person no longer belongs to the organisation. Reload the page.",
  last_owner: "The organisation would be without an owner. Make somebody else an owner first.",
  heir_not_found: "Choose a colleague who is no guest to take over.",
  above_own_role: aboveOwnRole,
  member_unproved: () => memberUnproved(),
} as const satisfies Sentences<MemberRefusal>;

type ReplaceRefusal =
  | OrganisationRefusal
  | { status: "repeated" }
  | { status: "limit_reached"; limit: number }
  | { status: "exceeds_caller" };

/** Why no token of the organisation was created to replace someone's. */
export const REPLACE_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  repeated: "This has created a token already, whose secret was shown once. Find it among the organisation’s tokens.",
  limit_reached: ({ limit }) => limitMessage(limit, "The organisation"),
  // A person who is signed in is no token.
  exceeds_caller: ORGANISATION_REFUSALS.not_found,
} as const satisfies Sentences<ReplaceRefusal>;
