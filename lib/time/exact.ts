import { offsetLabel, offsetMinutes } from "./zone";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * `24 Dec 2026, 14:05 (Europe/Zurich, UTC+1)`. Written out by hand: the browser's own wording differs between versions, and
 * what the server rendered would not be what the browser expects.
 */
export function exactTime(at: Date, timezone: string): string {
  const offset = offsetLabel(timezone, at);
  return `${exactDate(at, timezone)}, ${clock(at, timezone)} (${offset === timezone ? "UTC" : `${timezone}, ${offset}`})`;
}

/** `24 Dec 2026`: the day in `timezone`. */
export function exactDate(at: Date, timezone: string): string {
  const local = shifted(at, timezone);
  return `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
}

/** `14:05` in `timezone`. */
export function clock(at: Date, timezone: string): string {
  return shifted(at, timezone).toISOString().slice(11, 16);
}

function shifted(at: Date, timezone: string): Date {
  return new Date(at.getTime() + offsetMinutes(timezone, at) * 60_000);
}
