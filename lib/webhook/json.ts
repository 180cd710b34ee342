import { z } from "zod";
import { DELIVERY_STATES, type DeliveryRow, triesOf } from "@/db/webhook/delivery";
import type { WebhookRow } from "@/db/webhook/webhook";
import { TOKEN_EXAMPLE } from "@/lib/access-token/schema";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ORGANISATION_EXAMPLE } from "@/lib/organisation/json";
import { isPausedByLeak, statusOf, WEBHOOK_STATUSES } from "./status";
import { shownHost } from "./target-url";

/** A webhook as the API shows it: never its signing secret. */
export const webhookSchema = z.strictObject({
  uuid: idSchema,
  organisation: idSchema,
  host: z.string(),
  url: z.string().nullable().describe("null without organisations:write, because the path may be secret"),
  description: z.string(),
  events: z.array(z.string()),
  status: z.enum(WEBHOOK_STATUSES),
  paused_by_leak: z.boolean().describe("whether it is paused because a token that set it or saw its secret leaked"),
  failing_since: timeSchema.nullable().describe("when deliveries started to fail"),
  former_secret_until: timeSchema.nullable().describe("when the previous signing secret stops signing too"),
  set_by_token: idSchema
    .nullable()
    .describe(
      "the token that set its URL or, if a person did, added events or resumed it; null if a person did all of that or the token is no longer stored",
    ),
  created_at: timeSchema,
  last_7_days: z.strictObject({ delivered: z.int().min(0), failed: z.int().min(0), waiting: z.int().min(0) }),
});
export type WebhookJson = z.output<typeof webhookSchema>;

/** With its signing secret: the answer that reveals it, and no other. */
export const webhookWithSecretSchema = webhookSchema.extend({
  signing_secret: z.string().describe("whsec_ and 32 bytes in base64; shown only once"),
});
export type WebhookWithSecretJson = z.output<typeof webhookWithSecretSchema>;

export const WEBHOOK_EXAMPLE: WebhookJson = {
  uuid: "019a5d30-1a20-7e11-9c33-a4b5c6d7e8f9",
  organisation: ORGANISATION_EXAMPLE.uuid,
  host: "hooks.example.com",
  url: "https://hooks.example.com/latchkey",
  description: "To the chat",
  events: ["token.leaked", "member.left"],
  status: "active",
  paused_by_leak: false,
  failing_since: null,
  former_secret_until: null,
  set_by_token: null,
  created_at: "2027-01-04T09:40:00.000Z",
  last_7_days: { delivered: 12, failed: 0, waiting: 1 },
};

/** One that a token has just added. */
export const NEW_WEBHOOK_EXAMPLE: WebhookJson = {
  ...WEBHOOK_EXAMPLE,
  set_by_token: TOKEN_EXAMPLE.uuid,
  last_7_days: { delivered: 0, failed: 0, waiting: 0 },
};

/** What is shown where a secret would stand: an example must not look like one that somebody lost. */
export const SIGNING_SECRET_EXAMPLE = "whsec_…";

/** @param sees whether the caller may see where it leads, path and all */
export function webhookJson(row: WebhookRow, sees: { url: boolean }, now: Date): WebhookJson {
  const { former_until: until } = row;
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    host: shownHost(row.url),
    url: sees.url ? row.url : null,
    description: row.description,
    events: row.events,
    status: statusOf(row),
    paused_by_leak: isPausedByLeak(row),
    failing_since: row.failing_since?.toISOString() ?? null,
    former_secret_until: until !== null && until > now ? until.toISOString() : null,
    set_by_token: row.set_by_token_id,
    created_at: row.created_at.toISOString(),
    last_7_days: { delivered: row.delivered, failed: row.failed, waiting: row.waiting },
  };
}

/** A delivery as the API lists it. */
export const deliverySchema = z.strictObject({
  uuid: idSchema,
  webhook: idSchema,
  event: z.string(),
  message_id: z.string().describe("the webhook-id of its requests, which receivers use to detect repeats"),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int().min(0).describe("since it was last queued or replayed"),
  created_at: timeSchema,
  finished_at: timeSchema.nullable(),
  next_attempt_at: timeSchema.nullable().describe("set while it waits"),
  tries: z
    .array(
      z.strictObject({
        at: timeSchema,
        status: z.int().nullable().describe("the HTTP status of the response"),
        error: z.string().nullable().describe("why there was no response"),
        milliseconds: z.int().min(0),
      }),
    )
    .describe("the last attempts, newest first"),
});
export type DeliveryJson = z.output<typeof deliverySchema>;

/** One delivery, with what was sent. */
export const deliveryWithPayloadSchema = deliverySchema.extend({
  payload: z
    .string()
    .nullable()
    .describe(
      "the signed body of its requests; null without organisations:write, because it is about tokens and people",
    ),
});
export type DeliveryWithPayloadJson = z.output<typeof deliveryWithPayloadSchema>;

export const DELIVERY_EXAMPLE: DeliveryJson = {
  uuid: "019a5d31-2b30-7f22-8d44-b5c6d7e8f9a0",
  webhook: WEBHOOK_EXAMPLE.uuid,
  event: "webhook.test",
  message_id: "msg_019a5d31-2b2f-7a10-8e21-c3d4e5f6a7b8",
  state: "delivered",
  attempts: 1,
  created_at: "2027-01-04T09:41:07.000Z",
  finished_at: "2027-01-04T09:41:07.212Z",
  next_attempt_at: null,
  tries: [{ at: "2027-01-04T09:41:07.212Z", status: 204, error: null, milliseconds: 148 }],
};

export function deliveryJson(row: DeliveryRow): DeliveryJson {
  return {
    uuid: row.id,
    webhook: row.webhook_id,
    event: row.event,
    message_id: row.message_id,
    state: row.state,
    attempts: row.attempts,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    next_attempt_at: row.state === "queued" ? row.next_attempt_at.toISOString() : null,
    tries: triesOf(row).map(({ at, code, error, ms }) => ({ at, status: code, error, milliseconds: ms })),
  };
}

/** The message that was queued. */
export const queuedSchema = z.strictObject({
  message_id: z.string().describe("the webhook-id of its requests"),
});
export const QUEUED_EXAMPLE = { message_id: DELIVERY_EXAMPLE.message_id };
