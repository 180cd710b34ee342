import { z } from "zod";
import { db } from "@/db/database";
import { DELIVERY_STATES, listDeliveries } from "@/db/webhook/delivery";
import { findWebhook } from "@/db/webhook/webhook";
import { json } from "@/lib/api/answer/json";
import { listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { problem } from "@/lib/api/answer/problem";
import { listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { choiceParameter, textParameter } from "@/lib/api/request/parameter";
import { DELIVERIES_PATH as PATH, webhookParams } from "@/lib/api/webhook";
import { DELIVERY_EXAMPLE, deliveryJson, deliverySchema } from "@/lib/webhook/json";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the deliveries of a webhook in the last 30 days, newest first.",
    scope: "organisations:read",
    permission: "manage_webhooks",
    params: webhookParams,
    query: z.object({
      state: choiceParameter("state", DELIVERY_STATES),
      event: textParameter("event", "the exact event, such as token.leaked"),
      o: orderParameter(["created_at"], { field: "created_at", descending: true }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the deliveries", deliverySchema, DELIVERY_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page: number, page_size: size, o, ...filter } }) => {
    requireOrganisation(principal, params.uuid, "manage_webhooks");
    if ((await findWebhook(db, params.uuid, params.webhook)) === undefined) throw problem("not_found");
    const place = { limit: size, offset: (number - 1) * size, ascending: !o.descending };
    const { rows, count } = await listDeliveries(db, params.webhook, filter, place);
    return json(listJson(request, pathOf(PATH, params), { number, size, count, results: rows.map(deliveryJson) }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list);
