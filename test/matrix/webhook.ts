import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "@/db/schema";
import { newSigningSecret, sealSigningSecret } from "@/lib/webhook/secret";

/** What nothing in these worlds leads to: no request is made, and what was refused finds the webhook as it was. */
export const WEBHOOK = { url: "https://hooks.example.com/", description: "Quiet", events: ["token.expired"] };

/** A webhook of an organisation, paused. @returns its id */
export async function createWebhookRow(db: Kysely<Database>, organisation: { id: string }): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("webhook")
    .values({
      ...WEBHOOK,
      ...sealSigningSecret(id, newSigningSecret()),
      id,
      organisation_id: organisation.id,
      paused_at: new Date(),
    })
    .execute();
  return id;
}
