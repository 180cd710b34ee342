import { v7 as uuidv7 } from "uuid";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findOrganisation } from "@/db/organisation/organisation";
import { insertDeliveries } from "@/db/webhook/delivery";
import { findSubjectNames } from "@/db/webhook/subject";
import { type Principal, tokenIdOf, userIdOf } from "@/lib/authorization/principal";
import { nameOrNull, organisationData } from "./announce/data";
import {
  changingWebhook,
  findOff,
  recordWebhookActivity,
  type WebhookOff,
  type WebhookRefusal,
  type WebhookTarget,
} from "./change";
import { payloadOf, TEST_EVENT } from "./events";
import { wakeWebhooks } from "./wake";

export type SendTestResult = { status: "queued"; messageId: string } | WebhookOff | WebhookRefusal;

/** Queue a message that only says that it is a test, whichever events the webhook gets. @throws CallerEnded */
export async function sendTest(db: Db, principal: Principal, target: WebhookTarget): Promise<SendTestResult> {
  return await changingWebhook<SendTestResult>(db, principal, target, async (trx, webhook) => {
    const off = findOff(webhook);
    if (off !== undefined) return off;
    const organisation = await findOrganisation(trx, target.organisationId);
    if (organisation === undefined) return { status: "not_found" };
    const user = userIdOf(principal) ?? null;
    const names = await findSubjectNames(trx, user === null ? [] : [user]);
    const now = await databaseNow(trx);
    const by = { user, name: nameOrNull(names.get(user ?? "")), token: tokenIdOf(principal) };
    const data = { organisation: organisationData(organisation), by };
    const delivery = {
      webhook_id: webhook.id,
      message_id: `msg_${uuidv7()}`,
      event: TEST_EVENT,
      payload: payloadOf({ type: TEST_EVENT, at: now, data }),
      created_at: now,
    };
    await insertDeliveries(trx, [delivery]);
    await wakeWebhooks(trx, [delivery]);
    await recordWebhookActivity(trx, principal, "webhook.tested", webhook);
    return { status: "queued", messageId: delivery.message_id };
  });
}
