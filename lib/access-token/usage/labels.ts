import { exactDate } from "@/lib/time/exact";
import type { UsageDayJson } from "./json";

/** `1,204`. Written out by hand, as times are: the browser's own wording may differ from the server's. */
export function countLabel(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 request`, `1,204 requests`. */
export function requestsLabel(count: number): string {
  return `${countLabel(count)} ${count === 1 ? "request" : "requests"}`;
}

/**
 * `1,204 requests in the last 90 days, 31 denied`: those that were allowed and those that were not.
 * @param period how many days are meant: of a young token `days` has fewer
 */
export function totalsLabel(days: readonly UsageDayJson[], period: number): string {
  const sum = (pick: (day: UsageDayJson) => number) => days.reduce((total, day) => total + pick(day), 0);
  const denied = sum((day) => day.refused);
  const all = sum((day) => day.requests) + denied;
  if (all === 0) return `No requests in the last ${period} days`;
  const requests = `${requestsLabel(all)} in the last ${period} days`;
  if (denied === 0) return `${requests}, none denied`;
  if (denied === all) return `${requests}, ${all === 1 ? "denied" : "all denied"}`;
  return `${requests}, ${countLabel(denied)} denied`;
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** `Tue 24 Nov 2026` of a day such as `2026-11-24`. */
export function dayLabel(day: string): string {
  return `${WEEKDAYS[dateOf(day).getUTCDay()]} ${exactDate(dateOf(day), "UTC")}`;
}

/** `24 Nov` of a day such as `2026-11-24`. */
export function shortDay(day: string): string {
  return exactDate(dateOf(day), "UTC").replace(/ \d+$/, "");
}
