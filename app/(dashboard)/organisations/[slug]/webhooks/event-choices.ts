import { EVENT_TYPES, EVENTS } from "@/lib/webhook/events";
import type { EventChoice } from "./webhook-fields";

/** The events that a form offers, each with the first sentence about it. Their schemas stay on the server. */
export const EVENT_CHOICES: readonly EventChoice[] = EVENT_TYPES.map((type) => {
  const { label, about } = EVENTS[type];
  const [first = ""] = about.replaceAll("`", "").split(/(?<=\.) /);
  return { type, label, about: first };
});

/** The events of a webhook in words; one that this code no longer knows by its name. */
export function eventLabels(events: readonly string[]): string[] {
  return events.map((type) => EVENT_CHOICES.find((choice) => choice.type === type)?.label ?? type);
}
