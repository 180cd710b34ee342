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
  last_owner: "An organisation needs an owner. Make someone else an owner first.",
  heir_not_found: "Choose a colleague who isn’t a guest.",
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
  repeated: "This already created a token, whose secret was shown once. Find it in the organisation’s tokens.",
  limit_reached: ({ limit }) => limitMessage(limit, "The organisation"),
  // A person who is signed in is no token.
  exceeds_caller: ORGANISATION_REFUSALS.not_found,
} as const satisfies Sentences<ReplaceRefusal>;
