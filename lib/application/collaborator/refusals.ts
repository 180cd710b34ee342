import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

/** Why a guest was not added to an application, or taken off it. */
export const COLLABORATOR_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  not_a_guest: "They are no longer a guest, so they see every application.",
  member_not_found: "They no longer belong to the organisation.",
} as const satisfies Sentences<OrganisationRefusal | { status: "not_a_guest" | "member_not_found" }>;
