import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { WEBHOOK_PATH, webhookParams, webhookProblem } from "@/lib/api/webhook";
import { QUEUED_EXAMPLE, queuedSchema } from "@/lib/webhook/json";
import { sendTest } from "@/lib/webhook/send-test";

const test = endpoint(
  {
    method: "POST",
    path: `${WEBHOOK_PATH}test/`,
    summary: "Send a test message to a webhook, whichever events it receives.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: webhookParams,
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: { 202: answer("the message is queued", queuedSchema, QUEUED_EXAMPLE) },
    problems: ["webhook_off", "webhook_paused_by_leak"],
  },
  async ({ principal, params }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook };
    const result = await sendTest(db, principal, target);
    if (result.status !== "queued") throw webhookProblem(result, principal);
    return json({ message_id: result.messageId }, 202);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(test);
