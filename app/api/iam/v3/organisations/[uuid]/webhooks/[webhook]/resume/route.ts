import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { shownWebhook, WEBHOOK_PATH, webhookParams, webhookProblem } from "@/lib/api/webhook";
import { WEBHOOK_EXAMPLE, webhookSchema } from "@/lib/webhook/json";
import { resumeWebhook } from "@/lib/webhook/pause";

const resume = endpoint(
  {
    method: "POST",
    path: `${WEBHOOK_PATH}resume/`,
    summary:
      "Resume a webhook that is paused, or was switched off after failures. Waiting deliveries are sent first. A webhook paused by a leak can be resumed only on its page.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: webhookParams,
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: { 200: answer("the updated webhook", webhookSchema, WEBHOOK_EXAMPLE) },
    problems: ["webhook_paused_by_leak"],
  },
  async ({ principal, params }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook };
    const result = await resumeWebhook(db, principal, target);
    if (result.status !== "resumed") throw webhookProblem(result, principal);
    return json(shownWebhook(result.webhook, principal));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(resume);
