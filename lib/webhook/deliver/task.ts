import { z } from "zod";
import { findDueWebhooks, leaseDelivery } from "@/db/webhook/delivery";
import { wakeWebhooks } from "@/lib/webhook/wake";
import { addJob } from "@/lib/work/queue";
import type { Task, WorkContext } from "@/lib/work/task";
import { attempt } from "./attempt";

const payload = z.object({ webhook: z.uuid() });

/** How many requests a receiver gets at once: one that hangs keeps two of the workers, and the others go on. */
const AT_ONCE = 2;
// After that it is another receiver's turn.
const TURN_MS = 5_000;

/** Deliver what is due of one webhook, the oldest first, and then let others have their turn. */
export const deliverWebhooks: Task = async (context, given) => {
  const { db, clock, signal, leaseSeconds } = context;
  const { webhook } = payload.parse(given);
  const start = performance.now();
  while (!signal.aborted) {
    if (performance.now() - start > TURN_MS) return await addJob(db, "deliver_webhooks", { webhook }, again(webhook));
    const now = await clock(db);
    const leasedUntil = new Date(now.getTime() + leaseSeconds * 1000);
    const delivery = await leaseDelivery(db, webhook, { now, leasedUntil, atOnce: AT_ONCE });
    if (delivery === undefined) return;
    const next = await attempt(context, delivery);
    // Sooner than the sweep, which comes each minute.
    if (next !== undefined) await addJob(db, "deliver_webhooks", { webhook }, { runAt: next });
  }
};

const again = (webhook: string) => ({ jobKey: `webhook:${webhook}` });

/**
 * Give a job to each webhook with something due: for its next attempt, or because its job is gone or locked by a worker that was
 * killed. The rows are the truth, the jobs only lead to them.
 */
export const requeueDueWebhooks: Task = async ({ db, clock }: WorkContext) => {
  const due = await findDueWebhooks(db, await clock(db));
  await wakeWebhooks(
    db,
    due.map((webhook_id) => ({ webhook_id })),
  );
};
