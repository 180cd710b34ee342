import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findDelivery, replayDelivery as replayRow } from "@/db/webhook/delivery";
import type { Principal } from "@/lib/authorization/principal";
import { changingWebhook, recordWebhookActivity, type WebhookRefusal, type WebhookTarget } from "./change";
import { wakeWebhooks } from "./wake";

export type ReplayResult =
  | { status: "queued"; messageId: string }
  | { status: "webhook_off" }
  | { status: "delivery_not_found" }
  /** It is being sent at this moment. */
  | { status: "delivery_sending" }
  | WebhookRefusal;

/**
 * Send a message again as it was, under the id that it had, whether it was delivered or given up: its receiver can tell a repetition. One
 * that is being sent at this moment is left alone. @throws CallerEnded
 */
export async function replayDelivery(
  db: Db,
  principal: Principal,
  { deliveryId, ...target }: WebhookTarget & { deliveryId: string },
): Promise<ReplayResult> {
  return await changingWebhook<ReplayResult>(db, principal, target, async (trx, webhook) => {
    if (webhook.paused_at !== null || webhook.switched_off_at !== null) return { status: "webhook_off" };
    const delivery = await replayRow(trx, webhook.id, deliveryId, await databaseNow(trx));
    if (delivery === undefined) {
      const present = await findDelivery(trx, webhook.id, deliveryId);
      return { status: present === undefined ? "delivery_not_found" : "delivery_sending" };
    }
    await wakeWebhooks(trx, [{ webhook_id: webhook.id }]);
    await recordWebhookActivity(trx, principal, "webhook.delivery_replayed", webhook, {
      after: { event: delivery.event, message: delivery.message_id },
    });
    return { status: "queued", messageId: delivery.message_id };
  });
}
