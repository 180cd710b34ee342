const DAY = 24 * 60 * 60;
// From how many seconds on a time is said in a unit, and how many one has.
const UNITS = [
  ["year", 365 * DAY, 365 * DAY],
  ["month", 60 * DAY, 30 * DAY],
  ["day", DAY, DAY],
  ["hour", 60 * 60, 60 * 60],
  ["minute", 60, 60],
] as const;

/** A moment as people say it: “in 12 days”, “3 hours ago”, “now”. */
export function relative(time: string | null, now: Date, none: string): string {
  if (time === null) return none;
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  // In numbers: 30 days from the first of a month are not “next month”.
  const format = new Intl.RelativeTimeFormat("en");
  for (const [unit, from, size] of UNITS) {
    if (Math.abs(seconds) >= from) return format.format(Math.round(seconds / size), unit);
  }
  return Math.abs(seconds) < 60 ? "now" : format.format(Math.round(seconds / 60), "minute");
}

const DURATION = /^(\d+)\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?|y|years?)$/i;
const SECONDS = { m: 60, h: 3600, d: 86_400, w: 7 * 86_400, y: 365 * 86_400 } as const;

/** Seconds of a duration such as `90m`, `24h`, `30d`; undefined for anything else. */
export function durationSeconds(text: string): number | undefined {
  const [, count, unit = ""] = DURATION.exec(text.trim()) ?? [];
  const size = Object.entries(SECONDS).find(([letter]) => unit.toLowerCase().startsWith(letter))?.[1];
  return count === undefined || size === undefined ? undefined : Number(count) * size;
}

/** When something ends that is said as `30d`, `never` or a date. @returns RFC 3339 in UTC; null for never; undefined for anything else */
export function expirationOf(text: string, now: Date): string | null | undefined {
  if (text.toLowerCase() === "never") return null;
  const seconds = durationSeconds(text);
  if (seconds !== undefined) return new Date(now.getTime() + seconds * 1000).toISOString();
  // A day without a time is meant to its end, where the person is.
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T23:59:59`) : new Date(text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
