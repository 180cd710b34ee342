import type { Sentences } from "@/lib/action/sentence";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

/** Why a bulk withdrawal was not begun, or not tried again. */
export const BULK_WITHDRAWAL_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  already_running: "A bulk withdrawal that you started is still running. Wait until it finishes.",
} as const satisfies Sentences<OrganisationRefusal | { status: "already_running" }>;
