import type { Sentences } from "@/lib/action/sentence";
import { SENT_ALREADY } from "@/lib/form/once";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import { MOST_WEBHOOKS } from "./create";

/** Why a webhook could not be added, changed or used, as sentences for a person. */
export const WEBHOOK_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  webhook_not_found: "This webhook no longer exists.",
  delivery_not_found: "This delivery no longer exists. Reload the page.",
  delivery_sending: "This delivery is being sent right now. Reload the page to see the result.",
  webhook_off: "The webhook is not active. Resume it first.",
  webhook_paused_by_leak:
    "A token that set this webhook or saw its secret has leaked. Check the URL and replace the secret, then resume the webhook.",
  too_many_webhooks: `The organisation already has ${MOST_WEBHOOKS} webhooks. Delete one first.`,
  repeated: SENT_ALREADY,
} as const satisfies Sentences<
  | OrganisationRefusal
  | {
      status:
        | "webhook_not_found"
        | "delivery_not_found"
        | "delivery_sending"
        | "webhook_off"
        | "webhook_paused_by_leak"
        | "too_many_webhooks"
        | "repeated";
    }
>;
