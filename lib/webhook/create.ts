import { v7 as uuidv7 } from "uuid";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { countWebhooks, insertWebhook, type WebhookRow } from "@/db/webhook/webhook";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { addingWebhook, recordWebhookActivity, requireWebhook, setBy, webhookFacts } from "./change";
import type { WebhookInput } from "./input";
import { newSigningSecret, sealSigningSecret, shownTo } from "./secret";

/** How many webhooks an organisation has at most: each gets a delivery of each event. */
export const MOST_WEBHOOKS = 10;

export type CreateWebhookResult =
  /** `secret` is here and nowhere else: it is stored sealed, and not shown again. */
  | { status: "created"; webhook: WebhookRow; secret: string }
  | { status: "too_many_webhooks" }
  | ProofRequired
  | OrganisationRefusal;

/**
 * Create a webhook, which receives events of the organisation from now on. Asks for a fresh proof, since it lets whoever receives it
 * watch for as long as nobody notices. @throws CallerEnded
 */
export async function createWebhook(
  db: Db,
  principal: Principal,
  organisationId: string,
  input: WebhookInput,
): Promise<CreateWebhookResult> {
  return await addingWebhook<CreateWebhookResult>(db, principal, organisationId, async (trx) => {
    if ((await countWebhooks(trx, organisationId)) >= MOST_WEBHOOKS) return { status: "too_many_webhooks" };
    if (needsProof(principal)) return { status: "reauthentication_required" };
    const id = uuidv7();
    const secret = newSigningSecret();
    const now = await databaseNow(trx);
    await insertWebhook(trx, {
      ...input,
      ...sealSigningSecret(id, secret),
      ...shownTo(principal, now),
      ...setBy(principal, now),
      id,
      organisation_id: organisationId,
      created_by_user_id: userIdOf(principal) ?? null,
    });
    const webhook = await requireWebhook(trx, { organisationId, webhookId: id });
    await recordWebhookActivity(trx, principal, "webhook.created", webhook, { after: webhookFacts(webhook) });
    return { status: "created", webhook, secret };
  });
}
