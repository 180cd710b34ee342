import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { shownWebhook, WEBHOOK_PATH, webhookParams, webhookProblem } from "@/lib/api/webhook";
import { SIGNING_SECRET_EXAMPLE, WEBHOOK_EXAMPLE, webhookWithSecretSchema } from "@/lib/webhook/json";
import { replaceSigningSecret } from "@/lib/webhook/replace-secret";

const replaceSecret = endpoint(
  {
    method: "POST",
    path: `${WEBHOOK_PATH}replace-secret/`,
    summary: "Give a webhook a new signing secret. For 24 hours, messages are signed with the previous one too.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: webhookParams,
    body: withExample(z.strictObject({}), {}),
    bodyMayBeAbsent: true,
    answers: {
      200: answer("the webhook with its new signing secret", webhookWithSecretSchema, {
        ...WEBHOOK_EXAMPLE,
        former_secret_until: "2027-01-05T09:40:00.000Z",
        signing_secret: SIGNING_SECRET_EXAMPLE,
      }),
    },
    revealsSecret: true,
  },
  async ({ principal, params }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook };
    const result = await replaceSigningSecret(db, principal, target);
    if (result.status !== "secret_replaced") throw webhookProblem(result, principal);
    return json({ ...shownWebhook(result.webhook, principal), signing_secret: result.secret });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(replaceSecret);
