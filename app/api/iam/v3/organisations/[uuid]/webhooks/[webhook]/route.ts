import { db } from "@/db/database";
import { findWebhook } from "@/db/webhook/webhook";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { requireOrganisation } from "@/lib/api/organisation";
import { WEBHOOK_PATH as PATH, webhookParams as params, shownWebhook, webhookProblem } from "@/lib/api/webhook";
import { deleteWebhook } from "@/lib/webhook/delete";
import { editWebhook } from "@/lib/webhook/edit";
import { editWebhookInput } from "@/lib/webhook/input";
import { WEBHOOK_EXAMPLE, webhookSchema } from "@/lib/webhook/json";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get a webhook, with the outcome of its deliveries in the last week.",
    scope: "organisations:read",
    permission: "manage_webhooks",
    params,
    answers: { 200: answer("the webhook", webhookSchema, WEBHOOK_EXAMPLE) },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "manage_webhooks");
    const webhook = await findWebhook(db, params.uuid, params.webhook);
    if (webhook === undefined) throw problem("not_found");
    return json(shownWebhook(webhook, principal));
  },
);

const CHANGE_EXAMPLE = { events: ["token.leaked" as const, "token.revoked" as const] };

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Change the URL, description or events of a webhook. Waiting deliveries go to the new URL.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params,
    body: withExample(editWebhookInput, CHANGE_EXAMPLE),
    answers: { 200: answer("the updated webhook", webhookSchema, { ...WEBHOOK_EXAMPLE, ...CHANGE_EXAMPLE }) },
  },
  async ({ principal, params, body }) => {
    const target = { organisationId: params.uuid, webhookId: params.webhook };
    const result = await editWebhook(db, principal, target, body);
    if (result.status !== "edited") throw webhookProblem(result, principal);
    return json(shownWebhook(result.webhook, principal));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete a webhook, along with its signing secret and deliveries.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await deleteWebhook(db, principal, { organisationId: params.uuid, webhookId: params.webhook });
    if (result.status !== "deleted") throw webhookProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
