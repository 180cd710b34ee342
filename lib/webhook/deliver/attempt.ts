import { currentSpan, inSpan } from "@/db/span";
import {
  type DeliveryTry,
  finishDelivery,
  type LeasedDelivery,
  requeueDelivery,
  returnDelivery,
} from "@/db/webhook/delivery";
import { markFailing, markWorking } from "@/db/webhook/webhook";
import { env } from "@/lib/env";
import { isGivenUp, nextAttemptAt } from "@/lib/webhook/schedule";
import { signedHeaders } from "@/lib/webhook/secret";
import type { WorkContext } from "@/lib/work/task";
import { type PostResult, post } from "./post";
import { switchOff } from "./switch-off";

// Said by a receiver that wants nothing any more. @see https://www.standardwebhooks.com (disabling endpoints)
const GONE = 410;
// Until then a retry is quicker by a job of its own than by the sweep.
const SOON_MS = 60_000;

/**
 * Make one attempt at a delivery that was leased. Its row has the outcome when this returns.
 * @returns when the next attempt is due, if that is soon
 */
export async function attempt(context: WorkContext, delivery: LeasedDelivery): Promise<Date | undefined> {
  const { db, clock, signal } = context;
  const { webhook } = delivery;
  const start = performance.now();
  const sentAt = await clock(db);
  const about = { "latchkey.webhook": webhook.id, "latchkey.event": delivery.event };
  const result = await inSpan("webhook delivery", "client", about, async () => {
    const sent = await send(delivery, sentAt, signal);
    if (sent.code !== null) currentSpan()?.set({ "http.response.status_code": sent.code });
    return sent;
  });
  if (signal.aborted && result.code === null) {
    await returnDelivery(db, delivery);
    return undefined;
  }
  const now = await clock(db);
  const latest: DeliveryTry = { at: now.toISOString(), ...result, ms: Math.round(performance.now() - start) };
  if (isSuccess(result)) {
    await finishDelivery(db, delivery, { state: "delivered", latest, now });
    await markWorking(db, webhook.id);
    return undefined;
  }
  const next = result.code === GONE ? undefined : nextAttemptAt(delivery.attempts, now);
  if (next === undefined) await finishDelivery(db, delivery, { state: "failed", latest, now });
  else await requeueDelivery(db, delivery, next, latest);
  const failingSince = await markFailing(db, webhook.id, now);
  if (result.code === GONE) await switchOff(db, webhook.id, { why: "gone", now });
  else if (failingSince !== undefined && isGivenUp(failingSince, now)) {
    await switchOff(db, webhook.id, { why: "failing", now });
  }
  return next !== undefined && next.getTime() - now.getTime() < SOON_MS ? next : undefined;
}

async function send(delivery: LeasedDelivery, now: Date, signal: AbortSignal): Promise<PostResult> {
  const { webhook, message_id: id, payload } = delivery;
  const signed = signedHeaders(webhook, { id, payload, now });
  if (signed === undefined) return { code: null, error: "the signing secret was encrypted with another APP_SECRET" };
  return await post({
    url: webhook.url,
    headers: { ...signed, "user-agent": "Latchkey-Webhooks/1" },
    body: payload,
    privateNetworks: env().WEBHOOKS_PRIVATE_NETWORKS,
    signal,
  });
}

function isSuccess({ code }: PostResult): boolean {
  return code !== null && code >= 200 && code < 300;
}
