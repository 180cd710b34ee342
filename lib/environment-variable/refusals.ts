import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

/** Why a variable was not written or deleted, or its value not shown. */
export const VARIABLE_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  sensitive: "It is sensitive now: its value is never shown.",
  unreadable: "The value cannot be read: the instance’s secret was changed since. Enter it again.",
} as const satisfies Sentences<OrganisationRefusal | { status: "sensitive" | "unreadable" }>;
