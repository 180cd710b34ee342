import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { DELIVERY_PATH, deliveryParams, webhookProblem } from "@/lib/api/webhook";
import { QUEUED_EXAMPLE, queuedSchema } from "@/lib/webhook/json";
import { replayDelivery } from "@/lib/webhook/replay";

const replay = endpoint(
  {
    method: "POST",
    path: `${DELIVERY_PATH}replay/`,
    summary: "Send a message again, unchanged and with the same id, whether it was delivered or failed.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: deliveryParams,
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: { 202: answer("the message is queued", queuedSchema, QUEUED_EXAMPLE) },
    problems: ["webhook_off", "webhook_paused_by_leak", "delivery_sending"],
  },
  async ({ principal, params }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook, deliveryId: params.delivery };
    const result = await replayDelivery(db, principal, target);
    if (result.status !== "queued") throw webhookProblem(result, principal);
    return json({ message_id: result.messageId }, 202);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(replay);
