import type { Sentences } from "@/lib/action/sentence";
import type { Role } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { atLeast } from "@/lib/organisation/member/roles";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

type Refusal =
  | OrganisationRefusal
  | { status: "not_personal" | "exceeds_caller" }
  | { status: "decided_above"; role: Role };

/** Why a token's access to an organisation was not withdrawn, or not restored. */
export const ACCESS_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  not_found: "The token no longer has access to the organisation: its owner left, or limited it to something else.",
  not_personal: "This token is the organisation’s own. Revoke it instead.",
  decided_above: ({ role }) =>
    `Only the person who withdrew the access, or ${atLeast(role)} of the organisation, can restore it.`,
  // A person who is signed in is no token.
  exceeds_caller: ORGANISATION_REFUSALS.not_found,
} as const satisfies Sentences<Refusal>;
