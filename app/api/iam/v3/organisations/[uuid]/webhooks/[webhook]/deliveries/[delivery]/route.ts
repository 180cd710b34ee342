import { db } from "@/db/database";
import { findDelivery } from "@/db/webhook/delivery";
import { findWebhook } from "@/db/webhook/webhook";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { DELIVERY_PATH, deliveryParams } from "@/lib/api/webhook";
import { DELIVERY_EXAMPLE, deliveryJson, deliveryWithPayloadSchema } from "@/lib/webhook/json";

const get = endpoint(
  {
    method: "GET",
    path: DELIVERY_PATH,
    summary: "One delivery of a webhook, with the message that was sent.",
    scope: "organisations:read",
    permission: "manage_webhooks",
    params: deliveryParams,
    answers: {
      200: answer("the delivery", deliveryWithPayloadSchema, {
        ...DELIVERY_EXAMPLE,
        payload: '{"type":"webhook.test","version":1,"timestamp":"2027-01-04T09:41:07.000Z","data":{}}',
      }),
    },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "manage_webhooks");
    const webhook = await findWebhook(db, params.uuid, params.webhook);
    const delivery = webhook && (await findDelivery(db, webhook.id, params.delivery));
    if (delivery === undefined) throw problem("not_found");
    return json({ ...deliveryJson(delivery), payload: delivery.payload });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
