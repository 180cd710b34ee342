import { db } from "@/db/database";
import { findDelivery } from "@/db/webhook/delivery";
import { findWebhook } from "@/db/webhook/webhook";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { DELIVERY_PATH, deliveryParams, shownDelivery } from "@/lib/api/webhook";
import { TEST_PAYLOAD_EXAMPLE } from "@/lib/webhook/events";
import { DELIVERY_EXAMPLE, deliveryWithPayloadSchema } from "@/lib/webhook/json";

const get = endpoint(
  {
    method: "GET",
    path: DELIVERY_PATH,
    summary: "Get a delivery of a webhook, with the message that was sent.",
    scope: "organisations:read",
    permission: "manage_webhooks",
    params: deliveryParams,
    answers: {
      200: answer("the delivery", deliveryWithPayloadSchema, {
        ...DELIVERY_EXAMPLE,
        payload: TEST_PAYLOAD_EXAMPLE,
      }),
    },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "manage_webhooks");
    const webhook = await findWebhook(db, params.uuid, params.webhook);
    const delivery = webhook && (await findDelivery(db, webhook.id, params.delivery));
    if (delivery === undefined) throw problem("not_found");
    return json(shownDelivery(delivery, principal));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
