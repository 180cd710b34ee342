import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

/** Why a variable was not written or deleted, or its value not shown. */
export const VARIABLE_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  sensitive: "This variable is sensitive now, so its value is never shown.",
  unreadable: "The value can’t be read because the instance’s secret has changed. Enter it again.",
} as const satisfies Sentences<OrganisationRefusal | { status: "sensitive" | "unreadable" }>;
