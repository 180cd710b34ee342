import { z } from "zod";
import { env } from "@/lib/env";
import { lineInput } from "@/lib/text-input";
import { EVENT_TYPES } from "./events";
import { targetUrlInput } from "./target-url";

const DESCRIPTION_CHARACTERS = 255;

const events = z
  .array(z.enum(EVENT_TYPES, "This event does not exist."), "Choose at least one event.")
  .min(1, "Choose at least one event.")
  .transform((chosen) => EVENT_TYPES.filter((type) => chosen.includes(type)))
  .describe("one or more events");

const fields = {
  url: targetUrlInput({ privateNetworks: () => env().WEBHOOKS_PRIVATE_NETWORKS }).describe(
    "an https:// URL on the internet, without credentials",
  ),
  description: lineInput("The description", DESCRIPTION_CHARACTERS),
  events,
};

/** What a webhook is made of: where it goes, what for, and which events. */
export const webhookInput = z.strictObject({ ...fields, description: fields.description.default("") });

/** What is to become of one; what is left out stays. */
export const editWebhookInput = z.strictObject(fields).partial();

export type WebhookInput = z.output<typeof webhookInput>;
