import type { Row } from "@/db/database";
import type { WebhookRow } from "@/db/webhook/webhook";
import { appLink } from "@/lib/app-link";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { allowsScope } from "@/lib/authorization/scope";
import type { ProofRequired } from "@/lib/session/reauthenticate";
import type { PausedByLeak, WebhookRefusal } from "@/lib/webhook/change";
import { MOST_WEBHOOKS } from "@/lib/webhook/create";
import { type DeliveryWithPayloadJson, deliveryJson, type WebhookJson, webhookJson } from "@/lib/webhook/json";
import { type Problem, problem } from "./answer/problem";
import { organisationProblem } from "./organisation";
import { idParam, resourceParams } from "./request/parameter";

export const WEBHOOKS_PATH = "/iam/v3/organisations/{uuid}/webhooks/";
export const WEBHOOK_PATH = `${WEBHOOKS_PATH}{webhook}/`;
export const DELIVERIES_PATH = `${WEBHOOK_PATH}deliveries/`;
export const DELIVERY_PATH = `${DELIVERIES_PATH}{delivery}/`;
export const webhookParams = resourceParams.extend({ webhook: idParam });
export const deliveryParams = webhookParams.extend({ delivery: idParam });

/** A webhook as the caller may see it: where it leads, path and all, only with a token that could change it. */
export function shownWebhook(row: WebhookRow, { token, now }: TokenPrincipal): WebhookJson {
  return webhookJson(row, { url: mayChange(token) }, now);
}

/** A delivery with its message, which only a token that could have it sent elsewhere may read: it tells what other scopes are for. */
export function shownDelivery(row: Row<"webhook_delivery">, { token }: TokenPrincipal): DeliveryWithPayloadJson {
  return { ...deliveryJson(row), payload: mayChange(token) ? row.payload : null };
}

function mayChange({ scopes }: TokenPrincipal["token"]): boolean {
  return allowsScope(scopes, "organisations:write");
}

type Refusal =
  | WebhookRefusal
  | PausedByLeak
  | ProofRequired
  | { status: "too_many_webhooks" | "webhook_off" | "delivery_not_found" | "delivery_sending" };

/** The problem for a refusal to add, change or use a webhook. */
export function webhookProblem(refusal: Refusal, principal: TokenPrincipal): Problem {
  switch (refusal.status) {
    case "webhook_not_found":
      return problem("not_found", { because: "This webhook does not exist." });
    case "delivery_not_found":
      return problem("not_found", { because: "This delivery does not exist." });
    case "delivery_sending":
      return problem("delivery_sending");
    case "webhook_off":
      return problem("webhook_off");
    case "webhook_paused_by_leak":
      return problem("webhook_paused_by_leak", { members: pageOf(refusal, principal) });
    case "too_many_webhooks":
      return problem("webhook_limit_reached", { because: `The organisation has ${MOST_WEBHOOKS}.` });
    default:
      return organisationProblem(refusal, principal);
  }
}

function pageOf({ organisationId, webhookId }: PausedByLeak, { organisations }: TokenPrincipal): { fix_url?: string } {
  const slug = organisations.find(({ id }) => id === organisationId)?.slug;
  return slug === undefined ? {} : { fix_url: appLink(`/organisations/${slug}/webhooks/${webhookId}`) };
}
