import type { Db } from "@/db/database";
import { listManagers } from "@/db/organisation/member";
import { findOrganisation } from "@/db/organisation/organisation";
import { switchOffWebhook } from "@/db/webhook/webhook";
import { recordActivity } from "@/lib/activity/record";
import { notifyWebhookOff } from "@/lib/notice/notify/webhook";
import { shownHost } from "@/lib/webhook/target-url";

const NOBODY = { address: null, userAgent: "", requestId: "" };

/** Stop sending to a webhook that failed for days, or whose receiver said that it is gone, and tell the owners and admins, once. */
export async function switchOff(
  db: Db,
  id: string,
  { why, now }: { why: "failing" | "gone"; now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const webhook = await switchOffWebhook(trx, id, now);
    if (webhook === undefined) return;
    const organisation = await findOrganisation(trx, webhook.organisation_id);
    if (organisation === undefined) return;
    const host = shownHost(webhook.url);
    await recordActivity(trx, {
      type: "webhook.switched_off",
      organisationId: organisation.id,
      actor: {},
      target: { type: "webhook", id, label: host },
      after: { reason: why === "gone" ? "The receiver responded with 410 Gone." : "Deliveries failed for days." },
      client: NOBODY,
    });
    for (const userId of await listManagers(trx, organisation.id)) {
      await notifyWebhookOff(trx, userId, { webhook: id, host, why, organisation, now });
    }
  });
}
