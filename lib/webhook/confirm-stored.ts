import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { updateWebhook } from "@/db/webhook/webhook";
import type { Principal } from "@/lib/authorization/principal";
import { changingWebhook, type WebhookRefusal, type WebhookTarget } from "./change";
import { signingHintOf } from "./hint";
import { presentSecretOf } from "./secret";

/**
 * Record that the signing secret which a page showed is stored. It changes nothing that is sent, so the activity does not mention
 * it. @param hint of the secret: one that was replaced meanwhile needs no confirmation. @throws CallerEnded
 */
export async function confirmSigningSecretStored(
  db: Db,
  principal: Principal,
  target: WebhookTarget,
  hint: string,
): Promise<{ status: "stored" | "replaced" } | WebhookRefusal> {
  return await changingWebhook<{ status: "stored" | "replaced" }>(db, principal, target, async (trx, webhook) => {
    const secret = presentSecretOf(webhook);
    if (secret === undefined || signingHintOf(secret) !== hint) return { status: "replaced" };
    if (webhook.secret_stored_at === null)
      await updateWebhook(trx, webhook.id, { secret_stored_at: await databaseNow(trx) });
    return { status: "stored" };
  });
}
