import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { updateWebhook, type WebhookRow } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import {
  changingWebhook,
  markedBy,
  recordWebhookActivity,
  requireWebhook,
  setBy,
  type WebhookRefusal,
  type WebhookTarget,
  webhookFacts,
} from "./change";
import type { WebhookInput } from "./input";

export type EditWebhookResult = { status: "edited"; webhook: WebhookRow } | ProofRequired | WebhookRefusal;

/**
 * Change where a webhook leads, what it is for, or which events it gets; what is left out stays. Asks for a fresh proof where more is sent,
 * or to another address. Deliveries that wait go to the new address. @throws CallerEnded
 */
export async function editWebhook(
  db: Db,
  principal: Principal,
  target: WebhookTarget,
  input: Partial<WebhookInput>,
): Promise<EditWebhookResult> {
  return await changingWebhook<EditWebhookResult>(db, principal, target, async (trx, before) => {
    const sendsMore = input.events?.some((type) => !before.events.includes(type)) ?? false;
    const leadsElsewhere = input.url !== undefined && input.url !== before.url;
    if ((sendsMore || leadsElsewhere) && needsProof(principal)) return { status: "reauthentication_required" };
    const now = await databaseNow(trx);
    const mark = leadsElsewhere ? setBy(principal, now) : sendsMore ? markedBy(principal, before, now) : {};
    const change = { ...input, ...mark };
    if (Object.keys(change).length > 0) await updateWebhook(trx, before.id, change);
    const webhook = await requireWebhook(trx, target);
    const changed = changedFacts(before, webhook);
    if (changed !== undefined) await recordWebhookActivity(trx, principal, "webhook.edited", webhook, changed);
    return { status: "edited", webhook };
  });
}

function changedFacts(before: WebhookRow, after: WebhookRow) {
  const [old, current]: Record<string, unknown>[] = [webhookFacts(before), webhookFacts(after)];
  if (old === undefined || current === undefined) return undefined;
  const names = Object.keys(current).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(current[name]));
  const isPathAlone = before.url !== after.url && !names.includes("host");
  if (names.length === 0 && !isPathAlone) return undefined;
  const pick = (facts: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, facts[name]]));
  return { before: pick(old), after: { ...pick(current), ...(isPathAlone ? { path_changed: true } : {}) } };
}
