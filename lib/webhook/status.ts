import type { Row } from "@/db/database";

/** Whether a webhook gets events, and if not, why. */
export const WEBHOOK_STATUSES = ["active", "paused", "switched_off"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** Pure. One that is both was switched off, which says more. */
export function statusOf(webhook: Pick<Row<"webhook">, "paused_at" | "switched_off_at">): WebhookStatus {
  if (webhook.switched_off_at !== null) return "switched_off";
  return webhook.paused_at === null ? "active" : "paused";
}

/** Whether it is paused because a token leaked that had set it, or its secret. Pure. */
export function isPausedByLeak(webhook: Pick<Row<"webhook">, "paused_at" | "paused_by_leak">): boolean {
  return webhook.paused_at !== null && webhook.paused_by_leak;
}
