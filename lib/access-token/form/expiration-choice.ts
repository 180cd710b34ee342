import { resolveLocal } from "@/lib/time/local";

/** What the select offers besides `custom` and `never`, shortest first. `30d` is chosen unless something else is. */
export const EXPIRATION_PRESETS = [
  { value: "1h", words: "1 hour" },
  { value: "7d", words: "7 days" },
  { value: "30d", words: "30 days" },
  { value: "60d", words: "60 days" },
  { value: "90d", words: "90 days" },
  { value: "365d", words: "365 days" },
] as const;

export const DEFAULT_EXPIRATION = "30d";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How long `14d` or `1h` is, in milliseconds; undefined for anything else, zero included. Days have 24 hours. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,4})([hd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (unit === "h" ? HOUR_MS : DAY_MS);
}

/** `14 days`, `1 hour`; the text itself where it is no duration. */
export function durationLabel(text: string): string {
  if (parseDuration(text) === undefined) return text;
  const count = Number(text.slice(0, -1));
  return `${count} ${text.endsWith("h") ? "hour" : "day"}${count === 1 ? "" : "s"}`;
}

/** The expiration of a choice: a moment, never (null), unchanged (`keep`), or what is wrong with it. */
export type ResolvedExpiration =
  | { status: "at"; at: Date; note?: string }
  | { status: "never" }
  | { status: "keep" }
  | { status: "invalid"; message: string };

/**
 * What a choice of the form means at `now`: a duration, `custom` with a reading of the clocks in `timezone`
 * (`2026-12-24T18:00`), `never`, or `keep`. Used by the page, which writes it out, and by the action, which applies it.
 */
export function resolveExpiration(
  choice: { expiration: string; local: string },
  now: Date,
  timezone: string,
): ResolvedExpiration {
  const { expiration, local } = choice;
  if (expiration === "never" || expiration === "keep") return { status: expiration };
  if (expiration === "custom") return resolveCustom(local, timezone);
  const duration = parseDuration(expiration);
  if (duration === undefined) return { status: "invalid", message: "Choose when the token expires." };
  return { status: "at", at: new Date(now.getTime() + duration) };
}

function resolveCustom(local: string, timezone: string): ResolvedExpiration {
  if (local === "") return { status: "invalid", message: "Enter the date and time." };
  const resolved = resolveLocal(local, timezone);
  if (resolved === undefined) return { status: "invalid", message: "This date and time does not exist." };
  if (resolved.kind === "gap") {
    return { status: "at", at: resolved.at, note: "The clocks jump over that time: it is taken as one hour later." };
  }
  if (resolved.kind === "overlap") {
    return { status: "at", at: resolved.at, note: "The clocks show that time twice: it is the first of the two." };
  }
  return { status: "at", at: resolved.at };
}
