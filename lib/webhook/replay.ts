import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findDelivery, replayDelivery as replayRow } from "@/db/webhook/delivery";
import type { Principal } from "@/lib/authorization/principal";
import {
  changingWebhook,
  findOff,
  recordWebhookActivity,
  type WebhookOff,
  type WebhookRefusal,
  type WebhookTarget,
} from "./change";
import { wakeWebhooks } from "./wake";

export type ReplayResult =
  | { status: "queued"; messageId: string }
  | WebhookOff
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
    const off = findOff(webhook);
    if (off !== undefined) return off;
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
