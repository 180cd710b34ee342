import type { Db } from "@/db/database";
import { notify } from "./notify";

/** Notify someone who manages an organisation's webhooks that one was switched off by itself, with a link to it. */
export async function notifyWebhookOff(
  trx: Db,
  userId: string,
  {
    webhook,
    host,
    why,
    organisation,
    now,
  }: {
    webhook: string;
    host: string;
    why: "failing" | "gone";
    organisation: { name: string; slug: string };
    now: Date;
  },
): Promise<void> {
  await notify(trx, {
    kind: "webhook_switched_off",
    userId,
    dedupeKey: `webhook_switched_off:${webhook}:${now.getTime()}`,
    detail: { webhook, host, why, organisation: organisation.name, slug: organisation.slug },
  });
}
