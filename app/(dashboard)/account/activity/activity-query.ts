import type { ActivityFilter } from "@/db/activity/account";
import type { ActivityPlace } from "@/lib/activity/cursor";
import { ACTIVITY_KINDS, type ActivityKind } from "@/lib/activity/kind";
import {
  type LogQuery,
  logFilter,
  logHref,
  logParams,
  type Params,
  parseLogQuery,
  textOf,
  uuidOf,
} from "@/lib/activity/query";

export const ACTIVITY_PATH = "/account/activity";

/** What of one's own activity is shown, as its address says it. */
export type ActivityQuery = LogQuery & { kind: ActivityKind | undefined; token: string | undefined };

/** Read an address. What makes no sense is as if it were not there. */
export function parseActivityQuery(params: Params): ActivityQuery {
  return {
    ...parseLogQuery(params),
    kind: ACTIVITY_KINDS.find(({ kind }) => kind === textOf(params, "kind"))?.kind,
    token: uuidOf(params, "token"),
  };
}

/** The rows that a query means, for a person whose clocks show `timezone`. */
export function activityFilter(query: ActivityQuery, timezone: string, now: Date): ActivityFilter {
  const kind = ACTIVITY_KINDS.find((known) => known.kind === query.kind);
  return {
    ...(kind === undefined ? {} : { types: kind.types }),
    ...(query.token === undefined ? {} : { tokenId: query.token }),
    ...logFilter(query, timezone, now),
  };
}

/** The parameters of a query's filters, without its place. */
export function activityParams(query: ActivityQuery): URLSearchParams {
  return logParams(query, { kind: query.kind, token: query.token });
}

/** The address of the activity with these filters, from its newest row on or from `place`. */
export function activityHref(query: ActivityQuery, place?: ActivityPlace): string {
  return logHref(ACTIVITY_PATH, activityParams(query), place);
}

export function isFiltered(query: ActivityQuery): boolean {
  return activityParams(query).size > 0;
}
