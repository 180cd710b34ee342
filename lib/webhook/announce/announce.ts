import { v7 as uuidv7 } from "uuid";
import type { Db, Row } from "@/db/database";
import { insertDeliveries, type NewDelivery } from "@/db/webhook/delivery";
import { type OutboxRow, takeOutbox } from "@/db/webhook/outbox";
import { listActiveWebhooks } from "@/db/webhook/webhook";
import { payloadOf, type WebhookEvent } from "@/lib/webhook/events";
import { wakeWebhooks } from "@/lib/webhook/wake";
import type { Task } from "@/lib/work/task";
import { blockedByPolicy } from "./blocked";
import { eventsOf } from "./of-activity";

const AT_ONCE = 100;

/**
 * Make deliveries of what the activity has put into the outbox. Taking a row off and making its deliveries is one transaction: of
 * several who work at once, and however often one is killed, each event is made once.
 */
export const announceWebhooks: Task = async ({ db, clock, signal }) => {
  const now = await clock(db);
  for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; ) {
    count = await db.transaction().execute(async (trx) => {
      const { taken, rows } = await takeOutbox(trx, now, AT_ONCE);
      if (rows.length > 0) await announce(trx, rows, now);
      return taken;
    });
  }
};

async function announce(trx: Db, rows: readonly OutboxRow[], now: Date) {
  const webhooks = await listActiveWebhooks(trx, [...new Set(rows.map((row) => row.for_organisation_id))]);
  const fromActivity = await eventsOf(
    trx,
    rows.filter(({ enforces_at }) => enforces_at === null),
  );
  const events: [OutboxRow, WebhookEvent[]][] = [...fromActivity];
  for (const row of rows) events.push([row, await blockedByPolicy(trx, row)]);
  const deliveries = events.flatMap(([row, made]) =>
    made.flatMap((event) =>
      deliveriesOf(event, `msg_${uuidv7()}`, webhooks.filter(isFor(row.for_organisation_id)), now),
    ),
  );
  await insertDeliveries(trx, deliveries);
  await wakeWebhooks(trx, deliveries);
}

const isFor = (organisationId: string) => (webhook: ActiveWebhook) => webhook.organisation_id === organisationId;

type ActiveWebhook = Pick<Row<"webhook">, "id" | "organisation_id" | "events" | "created_at">;

/** The deliveries of one event, under one message id, to those of the webhooks that asked for it. */
export function deliveriesOf(
  event: WebhookEvent,
  messageId: string,
  webhooks: readonly ActiveWebhook[],
  now: Date,
): NewDelivery[] {
  const asking = webhooks.filter(({ events }) => events.includes(event.type));
  if (asking.length === 0) return [];
  const payload = payloadOf(event);
  return asking.map(({ id }) => ({
    webhook_id: id,
    message_id: messageId,
    event: event.type,
    payload,
    created_at: now,
  }));
}
