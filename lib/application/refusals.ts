import type { Sentences } from "@/lib/action/sentence";
import { SENT_ALREADY } from "@/lib/form/once";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";

type Refusal = OrganisationRefusal | { status: "repeated" };

/** Why an application was not created, renamed or deleted. */
export const APPLICATION_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  repeated: SENT_ALREADY,
} as const satisfies Sentences<Refusal>;

/** Why it was not transferred, which needs a role in two organisations. */
export const TRANSFER_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  role_required:
    "A transfer needs an owner here and an owner or admin of the other organisation. Your role in one of them has changed.",
} as const satisfies Sentences<OrganisationRefusal>;
