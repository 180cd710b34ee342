import { z } from "zod";
import { env } from "@/lib/env";
import { lineInput } from "@/lib/text-input";
import { EVENT_TYPES } from "./events";
import { targetUrlInput } from "./target-url";

const DESCRIPTION_CHARACTERS = 255;

const events = z
  .array(z.enum(EVENT_TYPES, "There is no such event."), "Choose at least one event.")
  .min(1, "Choose at least one event.")
  .transform((chosen) => EVENT_TYPES.filter((type) => chosen.includes(type)))
  .describe("one or more events");

/** What a webhook is made of: where it goes, what for, and which events. */
export function webhookInput() {
  return z.object({
    url: targetUrlInput({ privateNetworks: env().WEBHOOKS_PRIVATE_NETWORKS }),
    description: lineInput("The description", DESCRIPTION_CHARACTERS),
    events,
  });
}

export type WebhookInput = z.output<ReturnType<typeof webhookInput>>;
