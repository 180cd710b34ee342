import type { OrganisationActivityFilter } from "@/db/activity/organisation";
import { ORGANISATION_ACTIVITY_KINDS } from "@/lib/activity/organisation/kind";
import { logFilter, TIME_FILTERS } from "@/lib/activity/query";
import type { List, ListQuery } from "@/lib/list/definition";

/** An organisation's activity. */
export const activityList = {
  name: "activity of an organisation",
  noun: { one: "entry", many: "entries" },
  search: { label: "Search activity", placeholder: "Search activity" },
  filters: {
    kind: {
      kind: "choice",
      label: "Filter by kind",
      every: "All activity",
      options: ORGANISATION_ACTIVITY_KINDS.map(({ kind, words }) => ({ value: kind, words })),
    },
    person: { kind: "uuid", label: "Filter by person", every: "Everyone" },
    application: { kind: "uuid", label: "Filter by application", every: "All applications" },
    // What was done with this token, or with one that it made.
    token: { kind: "uuid", label: "Filter by token", every: "All tokens" },
    ...TIME_FILTERS,
  },
  pages: "log",
} as const satisfies List;

export type ActivityQuery = ListQuery<typeof activityList>;

export function activityPath(slug: string): string {
  return `/organisations/${slug}/activity`;
}

/** The rows that a query means, for a person in `timezone`. */
export function filterOf(query: ActivityQuery, timezone: string, now: Date): OrganisationActivityFilter {
  const kind = ORGANISATION_ACTIVITY_KINDS.find((known) => known.kind === query.kind);
  return {
    ...(kind === undefined ? {} : { types: kind.types }),
    ...(query.person === undefined ? {} : { personId: query.person }),
    ...(query.application === undefined ? {} : { applicationId: query.application }),
    ...(query.token === undefined ? {} : { withToken: query.token }),
    ...logFilter(query, timezone, now),
  };
}
