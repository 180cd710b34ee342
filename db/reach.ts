import { type RawBuilder, type SqlBool, sql } from "kysely";

/** What is reached: an organisation whole, an application of it, or an environment of that. Ids are UUIDs. */
export type Reached = { organisationId: string; applicationId: string | null; environmentId: string | null };

/** The columns that say where something belongs, as the surrounding statement names them: `application.organisation_id`. */
type Columns = { organisationId: string; applicationId: string };

/**
 * The condition that an application is seen: a limit names its organisation whole, itself, or one of its environments.
 * The same rule as `touches` in lib/organisation/reach.ts; nothing is seen without limits.
 */
export function isReachedApplication(reach: readonly Reached[], columns: Columns): RawBuilder<SqlBool> {
  const { organisations, applications } = split(reach);
  const applicationIds = [...applications, ...environmentsOf(reach).map(({ applicationId }) => applicationId)];
  return anyOf([isOneOf(columns.organisationId, organisations), isOneOf(columns.applicationId, applicationIds)]);
}

/**
 * The condition that all of an environment is reached: a limit names its organisation whole, its application whole, or itself.
 * The same rule as `reaches` in lib/organisation/reach.ts.
 */
export function isReachedEnvironment(
  reach: readonly Reached[],
  columns: Columns & { environmentId: string },
): RawBuilder<SqlBool> {
  const { organisations, applications } = split(reach);
  const environmentIds = environmentsOf(reach).map(({ environmentId }) => environmentId);
  return anyOf([
    isOneOf(columns.organisationId, organisations),
    isOneOf(columns.applicationId, applications),
    isOneOf(columns.environmentId, environmentIds),
  ]);
}

function split(reach: readonly Reached[]): { organisations: string[]; applications: string[] } {
  const whole = reach.filter(({ environmentId }) => environmentId === null);
  return {
    organisations: whole.flatMap((limit) => (limit.applicationId === null ? limit.organisationId : [])),
    applications: whole.flatMap((limit) => limit.applicationId ?? []),
  };
}

function environmentsOf(reach: readonly Reached[]): { applicationId: string; environmentId: string }[] {
  return reach.flatMap(({ applicationId, environmentId }) =>
    applicationId === null || environmentId === null ? [] : { applicationId, environmentId },
  );
}

function isOneOf(column: string, ids: readonly string[]): RawBuilder<SqlBool> | undefined {
  if (ids.length === 0) return undefined;
  return sql<SqlBool>`${sql.ref(column)} = any(${sql.val([...new Set(ids)])}::uuid[])`;
}

function anyOf(conditions: readonly (RawBuilder<SqlBool> | undefined)[]): RawBuilder<SqlBool> {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(present, sql` or `)})`;
}
