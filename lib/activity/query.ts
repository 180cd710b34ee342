import type { Filter } from "@/lib/list/definition";
import { resolveLocal } from "@/lib/time/local";

const PERIODS = [
  { value: "24h", words: "Last 24 hours", hours: 24 },
  { value: "7d", words: "Last 7 days", hours: 7 * 24 },
  { value: "30d", words: "Last 30 days", hours: 30 * 24 },
  { value: "90d", words: "Last 90 days", hours: 90 * 24 },
] as const;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** When the entries of a log happened: so far back from now, or on days in the person's timezone, both included. */
export const TIME_FILTERS = {
  period: {
    kind: "choice",
    label: "Filter by period",
    every: "Any time",
    options: [...PERIODS.map(({ value, words }) => ({ value, words })), { value: "days", words: "Chosen days…" }],
  },
  from: { kind: "day", label: "From day", every: "From", only: { period: "days" } },
  to: { kind: "day", label: "To day", every: "to", only: { period: "days" } },
} as const satisfies Record<string, Filter>;

type LogQuery = Record<"period" | "from" | "to", string | undefined> & { search: string };

/** The search and times of a query as a filter, for a person in `timezone`. */
export function logFilter(query: LogQuery, timezone: string, now: Date): { search?: string; from?: Date; to?: Date } {
  return { ...(query.search === "" ? {} : { search: query.search }), ...timesOf(query, timezone, now) };
}

/** The filter up to this moment, so that the announced number of rows is the number sent, whatever happens meanwhile. */
export function upTo<Filter extends { to?: Date }>(now: Date, filter: Filter): Filter & { to: Date } {
  return { ...filter, to: filter.to !== undefined && filter.to < now ? filter.to : now };
}

function timesOf(query: LogQuery, timezone: string, now: Date): { from?: Date; to?: Date } {
  if (query.period !== "days") {
    const known = PERIODS.find(({ value }) => value === query.period);
    return known === undefined ? {} : { from: new Date(now.getTime() - known.hours * HOUR_MS) };
  }
  const midnight = (day: string) => resolveLocal(`${day}T00:00`, timezone)?.at;
  const from = query.from === undefined ? undefined : midnight(query.from);
  const to = query.to === undefined ? undefined : midnight(dayAfter(query.to));
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
