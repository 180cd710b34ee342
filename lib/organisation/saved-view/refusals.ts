import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import { MOST_VIEWS } from "./save";

/** Why a view was not saved, renamed or deleted, as sentences for a person. */
export const VIEW_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  view_not_found: "This view no longer exists. Reload the page.",
  too_many_views: `You have ${MOST_VIEWS} views here. Delete one first.`,
} as const satisfies Sentences<OrganisationRefusal | { status: "view_not_found" | "too_many_views" }>;
