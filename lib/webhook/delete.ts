import type { Db } from "@/db/database";
import { deleteWebhook as deleteRow } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import {
  changingWebhook,
  recordWebhookActivity,
  type WebhookRefusal,
  type WebhookTarget,
  webhookFacts,
} from "./change";

export type DeleteWebhookResult = { status: "deleted" } | ProofRequired | WebhookRefusal;

/** Delete a webhook with its secret and its deliveries. A request that is under way still ends. @throws CallerEnded */
export async function deleteWebhook(db: Db, principal: Principal, target: WebhookTarget): Promise<DeleteWebhookResult> {
  return await changingWebhook<DeleteWebhookResult>(db, principal, target, async (trx, webhook) => {
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await deleteRow(trx, webhook.id);
    await recordWebhookActivity(trx, principal, "webhook.deleted", webhook, { before: webhookFacts(webhook) });
    return { status: "deleted" };
  });
}
