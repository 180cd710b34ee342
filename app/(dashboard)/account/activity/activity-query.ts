import type { ActivityFilter } from "@/db/account-activity";
import { type ActivityPlace, cursorText, parseCursor } from "@/lib/activity/cursor";
import { ACTIVITY_KINDS, type ActivityKind } from "@/lib/activity/kind";
import { resolveLocal } from "@/lib/time/local";

export const ACTIVITY_PATH = "/account/activity";

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

/** What of the activity is shown, as its address says it. `days`: the two dates count. */
export type ActivityQuery = {
  search: string;
  kind: ActivityKind | undefined;
  token: string | undefined;
  period: (typeof PERIODS)[number]["period"] | "days" | undefined;
  /** `YYYY-MM-DD`, in the person's timezone; both days are in. */
  from: string;
  to: string;
  place: ActivityPlace | undefined;
};

type Params = Record<string, string | string[] | undefined>;

/** Read an address. What makes no sense is as if it were not there. */
export function parseActivityQuery(params: Params): ActivityQuery {
  const text = (name: string) => [params[name]].flat()[0] ?? "";
  const period = text("period");
  const token = text("token").toLowerCase();
  return {
    search: text("q").replaceAll("\0", "").toWellFormed().trim().slice(0, SEARCH_CHARACTERS),
    kind: ACTIVITY_KINDS.find(({ kind }) => kind === text("kind"))?.kind,
    token: UUID.test(token) ? token : undefined,
    period: period === "days" ? "days" : PERIODS.find((known) => known.period === period)?.period,
    from: isDay(text("from")) ? text("from") : "",
    to: isDay(text("to")) ? text("to") : "",
    place: parsePlace(text("older"), text("newer")),
  };
}

/** The rows that a query means, for a person whose clocks show `timezone`. */
export function activityFilter(query: ActivityQuery, timezone: string, now: Date): ActivityFilter {
  const kind = ACTIVITY_KINDS.find((known) => known.kind === query.kind);
  return {
    ...(kind === undefined ? {} : { types: kind.types }),
    ...(query.token === undefined ? {} : { tokenId: query.token }),
    ...(query.search === "" ? {} : { search: query.search }),
    ...periodOf(query, timezone, now),
  };
}

function periodOf(query: ActivityQuery, timezone: string, now: Date): { from?: Date; to?: Date } {
  if (query.period !== "days") {
    const known = PERIODS.find(({ period }) => period === query.period);
    return known === undefined ? {} : { from: new Date(now.getTime() - known.hours * HOUR_MS) };
  }
  const midnight = (day: string) => resolveLocal(`${day}T00:00`, timezone)?.at;
  const from = query.from === "" ? undefined : midnight(query.from);
  const to = query.to === "" ? undefined : midnight(dayAfter(query.to));
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The parameters of a query's filters, without its place. */
export function activityParams(query: ActivityQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search !== "") params.set("q", query.search);
  if (query.kind !== undefined) params.set("kind", query.kind);
  if (query.token !== undefined) params.set("token", query.token);
  if (query.period !== undefined) params.set("period", query.period);
  if (query.period === "days" && query.from !== "") params.set("from", query.from);
  if (query.period === "days" && query.to !== "") params.set("to", query.to);
  return params;
}

/** The address of the activity with these filters, from its newest row on or from `place`. */
export function activityHref(query: ActivityQuery, place?: ActivityPlace): string {
  const params = activityParams(query);
  if (place !== undefined) params.set(place.direction, cursorText(place.cursor));
  const text = params.toString();
  return text === "" ? ACTIVITY_PATH : `${ACTIVITY_PATH}?${text}`;
}

export function isFiltered(query: ActivityQuery): boolean {
  return activityParams(query).size > 0;
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
