import { z } from "zod";
import { db } from "@/db/database";
import { listWebhooks } from "@/db/webhook/webhook";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { requireOrganisation } from "@/lib/api/organisation";
import { choiceParameter, resourceParams } from "@/lib/api/request/parameter";
import { shownWebhook, WEBHOOKS_PATH, webhookProblem } from "@/lib/api/webhook";
import { createWebhook } from "@/lib/webhook/create";
import { EVENT_TYPES } from "@/lib/webhook/events";
import { webhookInput } from "@/lib/webhook/input";
import {
  NEW_WEBHOOK_EXAMPLE,
  SIGNING_SECRET_EXAMPLE,
  WEBHOOK_EXAMPLE,
  webhookSchema,
  webhookWithSecretSchema,
} from "@/lib/webhook/json";
import { statusOf, WEBHOOK_STATUSES } from "@/lib/webhook/status";

const list = endpoint(
  {
    method: "GET",
    path: WEBHOOKS_PATH,
    summary: "List the webhooks of an organisation, oldest first.",
    scope: "organisations:read",
    permission: "manage_webhooks",
    params: resourceParams,
    query: z.object({
      status: choiceParameter("status", WEBHOOK_STATUSES),
      event: choiceParameter("event", EVENT_TYPES, "an event that they receive, such as token.leaked"),
      o: orderParameter(["created_at"], { field: "created_at", descending: false }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the webhooks", webhookSchema, WEBHOOK_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page: number, page_size: size, status, event, o } }) => {
    requireOrganisation(principal, params.uuid, "manage_webhooks");
    // There are ten at most.
    const found = (await listWebhooks(db, params.uuid))
      .filter((webhook) => status === undefined || status.includes(statusOf(webhook)))
      .filter(({ events }) => event === undefined || event.some((type) => events.includes(type)));
    if (o.descending) found.reverse();
    const results = found.slice((number - 1) * size, number * size).map((webhook) => shownWebhook(webhook, principal));
    return json(listJson(request, pathOf(WEBHOOKS_PATH, params), { number, size, count: found.length, results }));
  },
);

const create = endpoint(
  {
    method: "POST",
    path: WEBHOOKS_PATH,
    summary: "Create a webhook, which receives events of the organisation from now on.",
    scope: "organisations:write",
    permission: "manage_webhooks",
    params: resourceParams,
    body: withExample(webhookInput, {
      url: "https://hooks.example.com/latchkey",
      description: "To the chat",
      events: ["token.leaked", "member.left"],
    }),
    answers: {
      201: answer("the webhook with its signing secret", webhookWithSecretSchema, {
        ...NEW_WEBHOOK_EXAMPLE,
        signing_secret: SIGNING_SECRET_EXAMPLE,
      }),
    },
    revealsSecret: true,
    problems: ["webhook_limit_reached"],
  },
  async ({ request, principal, params, body }) => {
    const result = await createWebhook(db, principal, params.uuid, body);
    if (result.status !== "created") throw webhookProblem(result, principal);
    const { webhook, secret } = result;
    return created(
      { ...shownWebhook(webhook, principal), signing_secret: secret },
      `${baseUrl(request)}${pathOf(WEBHOOKS_PATH, params)}${webhook.id}/`,
    );
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
