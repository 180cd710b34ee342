import { searchText } from "@/lib/search-text";
import { resolveLocal } from "@/lib/time/local";
import { type ActivityPlace, cursorText, parseCursor } from "./cursor";

/** How far back, by the hours that it is. */
export const PERIODS = [
  { period: "24h", words: "Last 24 hours", hours: 24 },
  { period: "7d", words: "Last 7 days", hours: 7 * 24 },
  { period: "30d", words: "Last 30 days", hours: 30 * 24 },
  { period: "90d", words: "Last 90 days", hours: 90 * 24 },
] as const;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Nobody types more into a search; what is longer would only make the database work.
const SEARCH_CHARACTERS = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What every look at a log says: what is searched, when it happened, and where the page begins. `days`: the two dates count. */
export type LogQuery = {
  search: string;
  period: (typeof PERIODS)[number]["period"] | "days" | undefined;
  /** `YYYY-MM-DD`, in the person's timezone; both days are in. */
  from: string;
  to: string;
  place: ActivityPlace | undefined;
};

export type Params = Record<string, string | string[] | undefined>;

/** One parameter of an address, as text. */
export function textOf(params: Params, name: string): string {
  return [params[name]].flat()[0] ?? "";
}

/** One parameter of an address that names something by its uuid. */
export function uuidOf(params: Params, name: string): string | undefined {
  const text = textOf(params, name).toLowerCase();
  return UUID.test(text) ? text : undefined;
}

/** Read an address. What makes no sense is as if it were not there. */
export function parseLogQuery(params: Params): LogQuery {
  const text = (name: string) => textOf(params, name);
  const period = text("period");
  return {
    search: searchText(text("q"), SEARCH_CHARACTERS),
    period: period === "days" ? "days" : PERIODS.find((known) => known.period === period)?.period,
    from: isDay(text("from")) ? text("from") : "",
    to: isDay(text("to")) ? text("to") : "",
    place: parsePlace(text("older"), text("newer")),
  };
}

/** What of a filter a query's search and period mean, for a person whose clocks show `timezone`. */
export function logFilter(query: LogQuery, timezone: string, now: Date): { search?: string; from?: Date; to?: Date } {
  return { ...(query.search === "" ? {} : { search: query.search }), ...periodOf(query, timezone, now) };
}

function periodOf(query: LogQuery, timezone: string, now: Date): { from?: Date; to?: Date } {
  if (query.period !== "days") {
    const known = PERIODS.find(({ period }) => period === query.period);
    return known === undefined ? {} : { from: new Date(now.getTime() - known.hours * HOUR_MS) };
  }
  const midnight = (day: string) => resolveLocal(`${day}T00:00`, timezone)?.at;
  const from = query.from === "" ? undefined : midnight(query.from);
  const to = query.to === "" ? undefined : midnight(dayAfter(query.to));
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The parameters of a query's filters, without its place; `more` are those that only one log has. */
export function logParams(query: LogQuery, more: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search !== "") params.set("q", query.search);
  for (const [name, value] of Object.entries(more)) if (value !== undefined) params.set(name, value);
  if (query.period !== undefined) params.set("period", query.period);
  if (query.period === "days" && query.from !== "") params.set("from", query.from);
  if (query.period === "days" && query.to !== "") params.set("to", query.to);
  return params;
}

/** The address of a log with these filters, from its newest row on or from `place`. */
export function logHref(path: string, filters: URLSearchParams, place?: ActivityPlace): string {
  const params = new URLSearchParams(filters);
  if (place !== undefined) params.set(place.direction, cursorText(place.cursor));
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

function parsePlace(older: string, newer: string): ActivityPlace | undefined {
  for (const [direction, text] of [
    ["older", older],
    ["newer", newer],
  ] as const) {
    const cursor = parseCursor(text);
    if (cursor !== undefined) return { direction, cursor };
  }
  return undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && resolveLocal(`${text}T00:00`, "UTC") !== undefined;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
