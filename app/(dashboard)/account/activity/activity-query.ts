import type { ActivityFilter } from "@/db/activity/account";
import { ACTIVITY_KINDS } from "@/lib/activity/kind";
import { logFilter, TIME_FILTERS } from "@/lib/activity/query";
import type { List, ListQuery } from "@/lib/list/definition";

export const ACTIVITY_PATH = "/account/activity";

/** One's own activity. */
export const activityList = {
  name: "activity",
  noun: { one: "entry", many: "entries" },
  search: { label: "Search activity", placeholder: "Search activity" },
  filters: {
    kind: {
      kind: "choice",
      label: "Filter by kind",
      every: "All activity",
      options: ACTIVITY_KINDS.map(({ kind, words }) => ({ value: kind, words })),
    },
    token: { kind: "uuid", label: "Filter by token", every: "All tokens" },
    ...TIME_FILTERS,
  },
  pages: "log",
} as const satisfies List;

/** The rows that a query means, for a person in `timezone`. */
export function activityFilter(query: ListQuery<typeof activityList>, timezone: string, now: Date): ActivityFilter {
  const kind = ACTIVITY_KINDS.find((known) => known.kind === query.kind);
  return {
    ...(kind === undefined ? {} : { types: kind.types }),
    ...(query.token === undefined ? {} : { tokenId: query.token }),
    ...logFilter(query, timezone, now),
  };
}
