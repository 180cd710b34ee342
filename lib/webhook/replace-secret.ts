import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { updateWebhook, type WebhookRow } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import {
  changingWebhook,
  recordWebhookActivity,
  requireWebhook,
  type WebhookRefusal,
  type WebhookTarget,
} from "./change";
import { FORMER_SECRET_HOURS, newSigningSecret, sealSigningSecret, shownTo } from "./secret";

export type ReplaceSecretResult =
  /** `secret` is here and nowhere else. */
  { status: "secret_replaced"; webhook: WebhookRow; secret: string } | ProofRequired | WebhookRefusal;

const HOUR_MS = 60 * 60_000;

/**
 * Give a webhook another signing secret. Messages are signed by the former one too for a day, so that receivers can be changed at any
 * moment of it; one that was former already ends. But if no one stored the present one, it is that which ends, since receivers know
 * the former one: an answer that was lost can be asked for again. @throws CallerEnded
 */
export async function replaceSigningSecret(
  db: Db,
  principal: Principal,
  target: WebhookTarget,
): Promise<ReplaceSecretResult> {
  return await changingWebhook<ReplaceSecretResult>(db, principal, target, async (trx, webhook) => {
    if (needsProof(principal)) return { status: "reauthentication_required" };
    const secret = newSigningSecret();
    const now = await databaseNow(trx);
    const formerUntil = new Date(now.getTime() + FORMER_SECRET_HOURS * HOUR_MS);
    const keepsFormer =
      webhook.secret_stored_at === null && webhook.former_until !== null && webhook.former_until > now;
    await updateWebhook(trx, webhook.id, {
      ...sealSigningSecret(webhook.id, secret),
      ...(keepsFormer ? {} : { former_secret: webhook.secret, former_key_id: webhook.key_id }),
      former_until: formerUntil,
      ...shownTo(principal, now),
    });
    await recordWebhookActivity(trx, principal, "webhook.secret_replaced", webhook);
    return { status: "secret_replaced", webhook: await requireWebhook(trx, target), secret };
  });
}
