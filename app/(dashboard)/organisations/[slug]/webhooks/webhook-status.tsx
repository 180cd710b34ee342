import { Status } from "@/components/ui/status";
import type { WebhookRow } from "@/db/webhook/webhook";

/** Whether a webhook gets events, in a dot and words. */
export function WebhookStatus({
  webhook,
}: {
  webhook: Pick<WebhookRow, "paused_at" | "switched_off_at" | "failing_since">;
}) {
  if (webhook.switched_off_at !== null) return <Status tone="blocked">Switched off</Status>;
  if (webhook.paused_at !== null) return <Status tone="expired">Paused</Status>;
  if (webhook.failing_since !== null) return <Status tone="expiring">Failing</Status>;
  return <Status tone="active">Active</Status>;
}
