import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { updateWebhook, type WebhookRow } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import {
  changingWebhook,
  markedBy,
  type PausedByLeak,
  pausedByLeak,
  recordWebhookActivity,
  requireWebhook,
  setBy,
  type WebhookRefusal,
  type WebhookTarget,
} from "./change";
import { isPausedByLeak } from "./status";
import { wakeWebhooks } from "./wake";

export type PauseWebhookResult = { status: "paused"; webhook: WebhookRow } | WebhookRefusal;
export type ResumeWebhookResult =
  | { status: "resumed"; webhook: WebhookRow }
  | PausedByLeak
  | ProofRequired
  | WebhookRefusal;

/** Pause a webhook. Events that happen until it is resumed are not sent later. @throws CallerEnded */
export async function pauseWebhook(db: Db, principal: Principal, target: WebhookTarget): Promise<PauseWebhookResult> {
  return await changingWebhook<PauseWebhookResult>(db, principal, target, async (trx, webhook) => {
    if (webhook.paused_at !== null) return { status: "paused", webhook };
    await updateWebhook(trx, webhook.id, { paused_at: await databaseNow(trx), paused_by_leak: false });
    await recordWebhookActivity(trx, principal, "webhook.paused", webhook);
    return { status: "paused", webhook: await requireWebhook(trx, target) };
  });
}

/**
 * Send to a webhook again that was paused, or switched off because it failed: first what was waiting. It has as many days to work as a
 * new one. One that a leak paused is resumed by a person alone, after a fresh proof, who answers for where it leads from then on: another
 * token may have leaked too.
 * @throws CallerEnded
 */
export async function resumeWebhook(db: Db, principal: Principal, target: WebhookTarget): Promise<ResumeWebhookResult> {
  return await changingWebhook<ResumeWebhookResult>(db, principal, target, async (trx, webhook) => {
    if (webhook.paused_at === null && webhook.switched_off_at === null) return { status: "resumed", webhook };
    const isVouchedFor = isPausedByLeak(webhook);
    if (isVouchedFor && principal.type === "token") return pausedByLeak(webhook);
    if (isVouchedFor && needsProof(principal)) return { status: "reauthentication_required" };
    const now = await databaseNow(trx);
    await updateWebhook(trx, webhook.id, {
      ...(isVouchedFor ? vouched(principal, now) : markedBy(principal, webhook, now)),
      paused_at: null,
      paused_by_leak: false,
      switched_off_at: null,
      failing_since: null,
    });
    await recordWebhookActivity(trx, principal, "webhook.resumed", webhook);
    await wakeWebhooks(trx, [{ webhook_id: webhook.id }]);
    return { status: "resumed", webhook: await requireWebhook(trx, target) };
  });
}

function vouched(person: Principal, now: Date) {
  return { ...setBy(person, now), secret_by_token_id: null, secret_at: now };
}
