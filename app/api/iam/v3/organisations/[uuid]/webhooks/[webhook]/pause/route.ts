import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { shownWebhook, WEBHOOK_PATH, webhookParams, webhookProblem } from "@/lib/api/webhook";
import { WEBHOOK_EXAMPLE, webhookSchema } from "@/lib/webhook/json";
import { pauseWebhook } from "@/lib/webhook/pause";

const pause = endpoint(
  {
    method: "POST",
    path: `${WEBHOOK_PATH}pause/`,
    summary: "Pause a webhook. Events that happen until it is resumed are not sent later.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: webhookParams,
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: { 200: answer("the updated webhook", webhookSchema, { ...WEBHOOK_EXAMPLE, status: "paused" }) },
  },
  async ({ principal, params }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook };
    const result = await pauseWebhook(db, principal, target);
    if (result.status !== "paused") throw webhookProblem(result, principal);
    return json(shownWebhook(result.webhook, principal));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(pause);
