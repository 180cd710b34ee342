import { type RawBuilder, type SqlBool, sql } from "kysely";

/** A part that can be reached: a whole organisation, an application, or an environment. Ids are UUIDs. */
export type Reached = { organisation_id: string; application_id: string | null; environment_id: string | null };

/** The columns that say where something belongs, as the surrounding statement names them: `application.organisation_id`. */
type Columns = { organisation_id: string; application_id: string };

/**
 * The condition that an application is seen: a limit names its organisation whole, itself, or one of its environments.
 * The same rule as `touches` in lib/authorization/reach.ts; nothing is seen without limits.
 */
export function isReachedApplication(reach: readonly Reached[], columns: Columns): RawBuilder<SqlBool> {
  return anyOf([
    isOneOf(columns.organisation_id, wholes(reach)),
    ...within(reach, columns, (limit) => ({ column: columns.application_id, id: limit.application_id })),
  ]);
}

/**
 * The condition that all of an environment is reached: a limit names its organisation whole, its application whole, or itself.
 * The same rule as `reaches` in lib/authorization/reach.ts.
 */
export function isReachedEnvironment(
  reach: readonly Reached[],
  columns: Columns & { environment_id: string },
): RawBuilder<SqlBool> {
  return anyOf([
    isOneOf(columns.organisation_id, wholes(reach)),
    ...within(reach, columns, (limit) =>
      limit.environment_id === null
        ? { column: columns.application_id, id: limit.application_id }
        : { column: columns.environment_id, id: limit.environment_id },
    ),
  ]);
}

function wholes(reach: readonly Reached[]): string[] {
  return reach.flatMap((limit) => (limit.application_id === null ? limit.organisation_id : []));
}

/**
 * The conditions of the limits that name a part of an organisation, `named` by its column and id: one for each organisation and
 * column. An id alone is not enough: what it names may be another organisation's by now.
 */
function within(
  reach: readonly Reached[],
  columns: Columns,
  named: (limit: Reached) => { column: string; id: string | null },
): RawBuilder<SqlBool>[] {
  const parts = new Map<string, { organisationId: string; column: string; ids: string[] }>();
  for (const limit of reach) {
    const { column, id } = named(limit);
    if (id === null) continue;
    const { organisation_id: organisationId } = limit;
    const key = `${organisationId} ${column}`;
    const part = parts.get(key) ?? { organisationId, column, ids: [] };
    parts.set(key, part);
    part.ids.push(id);
  }
  return [...parts.values()].map(
    ({ organisationId, column, ids }) =>
      sql<SqlBool>`(${isOneOf(columns.organisation_id, [organisationId])} and ${isOneOf(column, ids)})`,
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
