import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

/** Why a team could not be changed, as sentences for a person. */
export const TEAM_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  team_not_found: "This team no longer exists.",
} as const satisfies Sentences<OrganisationRefusal | { status: "team_not_found" }>;
