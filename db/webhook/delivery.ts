import { type SelectQueryBuilder, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, Row } from "@/db/database";
import type { Database } from "@/db/schema";

export type DeliveryRow = Omit<Row<"webhook_delivery">, "payload">;

/** What became of one attempt: an HTTP status, or why there is none. */
export type DeliveryTry = { at: string; code: number | null; error: string | null; ms: number };

export type NewDelivery = Pick<
  Row<"webhook_delivery">,
  "webhook_id" | "message_id" | "event" | "payload" | "created_at"
>;

/** The attempts of a delivery, the latest first. They are written by `withTry` alone. */
export function triesOf({ tries }: Pick<Row<"webhook_delivery">, "tries">): DeliveryTry[] {
  return Array.isArray(tries) ? (tries as DeliveryTry[]) : [];
}

// Those of one delivery and of several replays; older ones are dropped.
const TRIES_KEPT = 20;

/** Queue deliveries that are due at once. A message that a webhook has already is left out. @returns how many are new */
export async function insertDeliveries(db: Db, deliveries: readonly NewDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("webhook_delivery")
    .values(deliveries.map((row) => ({ ...row, id: uuidv7(), next_attempt_at: row.created_at })))
    .onConflict((conflict) => conflict.columns(["webhook_id", "message_id"]).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** Which of these messages these webhooks have, as `webhook id message id`. */
export async function findKnownMessages(
  db: Db,
  webhookIds: readonly string[],
  messageIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom("webhook_delivery")
    .select(["webhook_id", "message_id"])
    .where(sql<boolean>`webhook_id = any(${sql.val([...webhookIds])}::uuid[])`)
    .where(sql<boolean>`message_id = any(${sql.val([...messageIds])}::text[])`)
    .execute();
  return new Set(rows.map(({ webhook_id, message_id }) => `${webhook_id} ${message_id}`));
}

const DUE = ["queued", "sending"] as const;
const isDue = (now: Date) => sql<boolean>`next_attempt_at <= ${now} and (state = 'queued' or leased_until <= ${now})`;

/** The active webhooks with something to deliver at this moment. */
export async function findDueWebhooks(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom("webhook")
    .select("id")
    .where("paused_at", "is", null)
    .where("switched_off_at", "is", null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("webhook_delivery as d")
          .select("d.id")
          .whereRef("d.webhook_id", "=", "webhook.id")
          .where("d.state", "in", DUE)
          .where(isDue(now)),
      ),
    )
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

export type LeasedDelivery = Row<"webhook_delivery"> & {
  webhook: Pick<
    Row<"webhook">,
    "id" | "url" | "secret" | "key_id" | "former_secret" | "former_key_id" | "former_until"
  >;
};

/**
 * Take the delivery of an active webhook that has been due for longest, until `leasedUntil`, unless `atOnce` others are being sent.
 * Its webhook is locked meanwhile, so that those who ask at once are counted.
 */
export async function leaseDelivery(
  db: Db,
  webhookId: string,
  { now, leasedUntil, atOnce }: { now: Date; leasedUntil: Date; atOnce: number },
): Promise<LeasedDelivery | undefined> {
  return await db.transaction().execute(async (trx) => {
    const webhook = await trx
      .selectFrom("webhook")
      .select(["id", "url", "secret", "key_id", "former_secret", "former_key_id", "former_until"])
      .where("id", "=", webhookId)
      .where("paused_at", "is", null)
      .where("switched_off_at", "is", null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (webhook === undefined) return undefined;
    const sending = sql<number>`(select count(*) from webhook_delivery busy
      where busy.webhook_id = ${webhookId} and busy.state = 'sending' and busy.leased_until > ${now})`;
    const row = await trx
      .with("due", (query) =>
        query
          .selectFrom("webhook_delivery")
          .select("id")
          .where("webhook_id", "=", webhookId)
          .where("state", "in", DUE)
          .where(isDue(now))
          .where(sql<boolean>`${sending} < ${atOnce}`)
          .orderBy("next_attempt_at")
          .orderBy("id")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable("webhook_delivery")
      .from("due")
      .whereRef("webhook_delivery.id", "=", "due.id")
      .set({ state: "sending", leased_until: leasedUntil, attempts: sql`attempts + 1` })
      .returningAll("webhook_delivery")
      .executeTakeFirst();
    return row === undefined ? undefined : { ...row, webhook };
  });
}

/** One attempt of a delivery: one that lost its lease to another changes nothing any more. */
type Attempt = Pick<Row<"webhook_delivery">, "id" | "attempts">;

function ofAttempt(db: Db, { id, attempts }: Attempt) {
  return db
    .updateTable("webhook_delivery")
    .where("id", "=", id)
    .where("attempts", "=", attempts)
    .where("state", "=", "sending");
}

const withTry = (latest: DeliveryTry) => sql<string>`(
  select jsonb_agg(one order by place) from jsonb_array_elements(${JSON.stringify([latest])}::jsonb || tries)
    with ordinality as kept (one, place) where place <= ${TRIES_KEPT})`;

export async function finishDelivery(
  db: Db,
  attempt: Attempt,
  { state, latest, now }: { state: "delivered" | "failed"; latest: DeliveryTry; now: Date },
): Promise<void> {
  const change = { state, leased_until: null, finished_at: now, tries: withTry(latest) };
  await ofAttempt(db, attempt).set(change).execute();
}

export async function requeueDelivery(db: Db, attempt: Attempt, at: Date, latest: DeliveryTry): Promise<void> {
  const change = { state: "queued" as const, leased_until: null, next_attempt_at: at, tries: withTry(latest) };
  await ofAttempt(db, attempt).set(change).execute();
}

/** An attempt that was interrupted does not count. */
export async function returnDelivery(db: Db, attempt: Attempt): Promise<void> {
  const change = { state: "queued" as const, leased_until: null, attempts: sql<number>`attempts - 1` };
  await ofAttempt(db, attempt).set(change).execute();
}

/** Queue a delivery once more, under the same message id. @returns it; undefined while it is on its way, or when it is gone */
export async function replayDelivery(
  db: Db,
  webhookId: string,
  id: string,
  now: Date,
): Promise<Pick<Row<"webhook_delivery">, "id" | "event" | "message_id"> | undefined> {
  return await db
    .updateTable("webhook_delivery")
    .set({ state: "queued", attempts: 0, next_attempt_at: now, finished_at: null })
    .where("id", "=", id)
    .where("webhook_id", "=", webhookId)
    .where("state", "<>", "sending")
    .returning(["id", "event", "message_id"])
    .executeTakeFirst();
}

export async function findDelivery(
  db: Db,
  webhookId: string,
  id: string,
): Promise<Row<"webhook_delivery"> | undefined> {
  return await db
    .selectFrom("webhook_delivery")
    .selectAll()
    .where("webhook_id", "=", webhookId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The states of a delivery. */
export const DELIVERY_STATES = ["queued", "sending", "delivered", "failed"] as const;

// All but the payload, which may have 64 KiB: a page of a list would read megabytes that it does not show.
const WITHOUT_PAYLOAD = [
  "id",
  "webhook_id",
  "message_id",
  "event",
  "state",
  "attempts",
  "tries",
  "next_attempt_at",
  "leased_until",
  "finished_at",
  "created_at",
] as const satisfies (keyof DeliveryRow)[];

type DeliveryFilter = { state?: readonly DeliveryRow["state"][] | undefined; event?: readonly string[] | undefined };
type DeliveryPlace = { limit: number; offset: number; ascending?: boolean };

/** A page of a webhook's deliveries, with the number of all. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  filter: DeliveryFilter,
  place: DeliveryPlace,
): Promise<{ rows: DeliveryRow[]; count: number }> {
  const query = ofWebhook(db, webhookId, filter);
  const [rows, count] = await Promise.all([inPage(query.select(WITHOUT_PAYLOAD), place).execute(), countOf(query)]);
  return { rows, count };
}

/** The same with what was sent. */
export async function listDeliveriesWithPayload(
  db: Db,
  webhookId: string,
  filter: DeliveryFilter,
  place: DeliveryPlace,
): Promise<{ rows: Row<"webhook_delivery">[]; count: number }> {
  const query = ofWebhook(db, webhookId, filter);
  const [rows, count] = await Promise.all([inPage(query.selectAll(), place).execute(), countOf(query)]);
  return { rows, count };
}

function ofWebhook(db: Db, webhookId: string, { state, event }: DeliveryFilter) {
  let query = db.selectFrom("webhook_delivery").where("webhook_id", "=", webhookId);
  if (state !== undefined) query = query.where("state", "in", [...state]);
  if (event !== undefined) query = query.where("event", "in", [...event]);
  return query;
}

function inPage<Row_>(
  query: SelectQueryBuilder<Database, "webhook_delivery", Row_>,
  { limit, offset, ascending = false }: DeliveryPlace,
) {
  const order = ascending ? "asc" : "desc";
  return query.orderBy("created_at", order).orderBy("id", order).limit(limit).offset(offset);
}

async function countOf(query: ReturnType<typeof ofWebhook>): Promise<number> {
  return (await query.select(sql<number>`count(*)::int`.as("count")).executeTakeFirstOrThrow()).count;
}
