import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { updateWebhook } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { changingWebhook, recordWebhookActivity, type WebhookRefusal, type WebhookTarget } from "./change";
import { wakeWebhooks } from "./wake";

export type PauseWebhookResult = { status: "paused" | "resumed" } | WebhookRefusal;

/** Send nothing to a webhook until it is resumed. What happens meanwhile is not kept for it. @throws CallerEnded */
export async function pauseWebhook(db: Db, principal: Principal, target: WebhookTarget): Promise<PauseWebhookResult> {
  return await changingWebhook<PauseWebhookResult>(db, principal, target, async (trx, webhook) => {
    if (webhook.paused_at !== null) return { status: "paused" };
    await updateWebhook(trx, webhook.id, { paused_at: await databaseNow(trx) });
    await recordWebhookActivity(trx, principal, "webhook.paused", webhook);
    return { status: "paused" };
  });
}

/**
 * Send to a webhook again that was paused, or switched off because it failed: first what was waiting. It has as many days to work as a
 * new one. @throws CallerEnded
 */
export async function resumeWebhook(db: Db, principal: Principal, target: WebhookTarget): Promise<PauseWebhookResult> {
  return await changingWebhook<PauseWebhookResult>(db, principal, target, async (trx, webhook) => {
    if (webhook.paused_at === null && webhook.switched_off_at === null) return { status: "resumed" };
    await updateWebhook(trx, webhook.id, { paused_at: null, switched_off_at: null, failing_since: null });
    await recordWebhookActivity(trx, principal, "webhook.resumed", webhook);
    await wakeWebhooks(trx, [{ webhook_id: webhook.id }]);
    return { status: "resumed" };
  });
}
