import type { OrganisationActivityFilter } from "@/db/activity/organisation";
import { ORGANISATION_ACTIVITY_KINDS, type OrganisationActivityKind } from "@/lib/activity/organisation/kind";
import { type LogQuery, logFilter, logParams, type Params, parseLogQuery, textOf, uuidOf } from "@/lib/activity/query";

/** What of an organisation's activity is shown, as its address says it. */
export type OrganisationActivityQuery = LogQuery & {
  kind: OrganisationActivityKind | undefined;
  person: string | undefined;
  application: string | undefined;
  /** What was done with this token, or with one that it made. */
  token: string | undefined;
};

export function activityPath(slug: string): string {
  return `/organisations/${slug}/activity`;
}

/** Read an address. What makes no sense is as if it were not there. */
export function parseQuery(params: Params): OrganisationActivityQuery {
  return {
    ...parseLogQuery(params),
    kind: ORGANISATION_ACTIVITY_KINDS.find(({ kind }) => kind === textOf(params, "kind"))?.kind,
    person: uuidOf(params, "person"),
    application: uuidOf(params, "application"),
    token: uuidOf(params, "token"),
  };
}

/** The rows that a query means, for a person whose clocks show `timezone`. */
export function filterOf(query: OrganisationActivityQuery, timezone: string, now: Date): OrganisationActivityFilter {
  const kind = ORGANISATION_ACTIVITY_KINDS.find((known) => known.kind === query.kind);
  return {
    ...(kind === undefined ? {} : { types: kind.types }),
    ...(query.person === undefined ? {} : { personId: query.person }),
    ...(query.application === undefined ? {} : { applicationId: query.application }),
    ...(query.token === undefined ? {} : { withToken: query.token }),
    ...logFilter(query, timezone, now),
  };
}

/** The parameters of a query's filters, without its place. */
export function paramsOf({ kind, person, application, token, ...query }: OrganisationActivityQuery): URLSearchParams {
  return logParams(query, { kind, person, application, token });
}
