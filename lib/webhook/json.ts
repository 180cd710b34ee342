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
  url: z.string().nullable().describe("null without organisations:write: the path may be a secret of the receiver's"),
  description: z.string(),
  events: z.array(z.string()),
  status: z.enum(WEBHOOK_STATUSES),
  paused_by_leak: z.boolean().describe("whether it is paused because a token leaked that had set it, or its secret"),
  failing_since: timeSchema.nullable().describe("since when no delivery has succeeded"),
  former_secret_until: timeSchema.nullable().describe("until when the former signing secret signs too"),
  set_by_token: idSchema
    .nullable()
    .describe(
      "the token that said where it leads or, where a person did, had it send more or resumed it; null: a person, or a token that is no longer kept",
    ),
  created_at: timeSchema,
  last_7_days: z.strictObject({ delivered: z.int().min(0), failed: z.int().min(0), waiting: z.int().min(0) }),
});
export type WebhookJson = z.output<typeof webhookSchema>;

/** With its signing secret: the answer that reveals it, and no other. */
export const webhookWithSecretSchema = webhookSchema.extend({
  signing_secret: z.string().describe("whsec_ and 32 bytes in base64; shown only this once"),
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
  message_id: z.string().describe("the webhook-id of its requests: receivers know a repetition by it"),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int().min(0).describe("since it was queued, or replayed, the last time"),
  created_at: timeSchema,
  finished_at: timeSchema.nullable(),
  next_attempt_at: timeSchema.nullable().describe("while it waits"),
  tries: z
    .array(
      z.strictObject({
        at: timeSchema,
        status: z.int().nullable().describe("the HTTP status of the answer"),
        error: z.string().nullable().describe("why there was no answer"),
        milliseconds: z.int().min(0),
      }),
    )
    .describe("the last attempts, the latest first"),
});
export type DeliveryJson = z.output<typeof deliverySchema>;

/** One delivery, with what was sent. */
export const deliveryWithPayloadSchema = deliverySchema.extend({
  payload: z
    .string()
    .nullable()
    .describe(
      "the body of its requests, as it was signed; null without organisations:write: it tells of tokens and people",
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
  message_id: z.string().describe("the webhook-id that its requests have"),
});
export const QUEUED_EXAMPLE = { message_id: DELIVERY_EXAMPLE.message_id };
