import type { Db } from "@/db/database";
import { addJob } from "@/lib/work/queue";

/** Have what is due for these webhooks delivered, once the transaction is committed. */
export async function wakeWebhooks(trx: Db, deliveries: readonly { webhook_id: string }[]): Promise<void> {
  // In one order, since two jobs of one key wait for each other.
  const webhooks = [...new Set(deliveries.map(({ webhook_id }) => webhook_id))].sort();
  for (const webhook of webhooks) await addJob(trx, "deliver_webhooks", { webhook }, { jobKey: `webhook:${webhook}` });
}
