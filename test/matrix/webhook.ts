import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { NewRow } from "@/db/database";
import type { Database } from "@/db/schema";
import { newSigningSecret, sealSigningSecret } from "@/lib/webhook/secret";

/** What nothing in these worlds leads to: no request is made, and what was refused finds the webhook as it was. */
export const WEBHOOK = { url: "https://hooks.example.com/", description: "Quiet", events: ["token.expired"] };

/** A webhook of an organisation, paused. @returns its id */
export async function createWebhookRow(
  db: Kysely<Database>,
  organisation: { id: string },
  given: Partial<NewRow<"webhook">> = {},
): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("webhook")
    .values({
      ...WEBHOOK,
      ...sealSigningSecret(id, newSigningSecret()),
      id,
      organisation_id: organisation.id,
      paused_at: new Date(),
      ...given,
    })
    .execute();
  return id;
}

/** A delivery of each of these webhooks that has arrived. @returns their ids */
export async function createDeliveryRows(db: Kysely<Database>, webhooks: readonly string[]): Promise<string[]> {
  const at = new Date();
  const rows = webhooks.map((webhook_id) => ({
    id: uuidv7(),
    webhook_id,
    message_id: `msg_${uuidv7()}`,
    event: "token.expired",
    payload: '{"type":"token.expired","version":1}',
    state: "delivered" as const,
    attempts: 1,
    tries: JSON.stringify([{ at: at.toISOString(), code: 204, error: null, ms: 12 }]),
    next_attempt_at: at,
    finished_at: at,
    created_at: at,
  }));
  await db.insertInto("webhook_delivery").values(rows).execute();
  return rows.map(({ id }) => id);
}
