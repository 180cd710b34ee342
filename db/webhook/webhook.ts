import { sql } from "kysely";
import type { Db, NewRow, Row, RowChange } from "@/db/database";

/** A webhook with how its deliveries of the last week went. */
export type WebhookRow = Row<"webhook"> & { delivered: number; failed: number; waiting: number };

const counted = (state: string) => sql<number>`(select count(*)::int from webhook_delivery d
  where d.webhook_id = webhook.id and d.created_at > now() - interval '7 days' and d.state in (${sql.raw(state)}))`;

function webhooks(db: Db, organisationId: string) {
  return db
    .selectFrom("webhook")
    .selectAll()
    .select([
      counted("'delivered'").as("delivered"),
      counted("'failed'").as("failed"),
      counted("'queued', 'sending'").as("waiting"),
    ])
    .where("organisation_id", "=", organisationId);
}

/** An organisation's webhooks, the oldest first. */
export async function listWebhooks(db: Db, organisationId: string): Promise<WebhookRow[]> {
  return await webhooks(db, organisationId).orderBy("created_at").orderBy("id").execute();
}

export async function findWebhook(db: Db, organisationId: string, id: string): Promise<WebhookRow | undefined> {
  return await webhooks(db, organisationId).where("id", "=", id).executeTakeFirst();
}

export async function countWebhooks(db: Db, organisationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("webhook")
    .where("organisation_id", "=", organisationId)
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertWebhook(db: Db, row: Omit<NewRow<"webhook">, "created_at">): Promise<void> {
  await db.insertInto("webhook").values(row).execute();
}

/** Lock a webhook of the organisation until the transaction ends. @returns whether it is there */
export async function lockWebhook(trx: Db, organisationId: string, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom("webhook")
    .select("id")
    .where("id", "=", id)
    .where("organisation_id", "=", organisationId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateWebhook(db: Db, id: string, change: RowChange<"webhook">): Promise<void> {
  await db.updateTable("webhook").set(change).where("id", "=", id).execute();
}

/** Pause a webhook because a token leaked that had set it, or its secret. @returns whether it was not paused for that already */
export async function pauseByLeak(db: Db, id: string): Promise<boolean> {
  const row = await db
    .updateTable("webhook")
    .set({ paused_at: sql<Date>`coalesce(paused_at, now())`, paused_by_leak: true })
    .where("id", "=", id)
    .where((eb) => eb.or([eb("paused_at", "is", null), eb("paused_by_leak", "=", false)]))
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteWebhook(db: Db, id: string): Promise<void> {
  await db.deleteFrom("webhook").where("id", "=", id).execute();
}

/** The webhooks of these organisations that deliveries are made for. */
export async function listActiveWebhooks(
  db: Db,
  organisationIds: readonly string[] | "all",
): Promise<Pick<Row<"webhook">, "id" | "organisation_id" | "events" | "created_at">[]> {
  let query = db
    .selectFrom("webhook")
    .select(["id", "organisation_id", "events", "created_at"])
    .where("paused_at", "is", null)
    .where("switched_off_at", "is", null);
  if (organisationIds !== "all") {
    query = query.where(sql<boolean>`organisation_id = any(${sql.val([...organisationIds])}::uuid[])`);
  }
  return await query.orderBy("id").execute();
}

/** A delivery succeeded: whatever failed before is over. */
export async function markWorking(db: Db, id: string): Promise<void> {
  await db
    .updateTable("webhook")
    .set({ failing_since: null })
    .where("id", "=", id)
    .where("failing_since", "is not", null)
    .execute();
}

/** An attempt failed. @returns since when none has succeeded */
export async function markFailing(db: Db, id: string, now: Date): Promise<Date | undefined> {
  const row = await db
    .updateTable("webhook")
    .set({ failing_since: sql<Date>`coalesce(failing_since, ${now}::timestamptz)` })
    .where("id", "=", id)
    .returning("failing_since")
    .executeTakeFirst();
  return row?.failing_since ?? undefined;
}

/** @returns the webhook; undefined when it is off already, paused, or gone */
export async function switchOffWebhook(db: Db, id: string, now: Date): Promise<Row<"webhook"> | undefined> {
  return await db
    .updateTable("webhook")
    .set({ switched_off_at: now })
    .where("id", "=", id)
    .where("switched_off_at", "is", null)
    .where("paused_at", "is", null)
    .returningAll()
    .executeTakeFirst();
}
