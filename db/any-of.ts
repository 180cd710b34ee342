import { type RawBuilder, type SqlBool, sql } from "kysely";

/** The value of a filter: one, or several of which any matches. */
export type AnyOf<Value extends string | boolean> = Value | readonly Value[];

/** The condition that one of the values applies; true without a filter, false with an empty one. */
export function anyOf<Value extends string | boolean>(
  wanted: AnyOf<Value> | undefined,
  holdsFor: (value: Value) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  if (wanted === undefined) return sql<SqlBool>`true`;
  const values = typeof wanted === "object" ? [...new Set(wanted)] : [wanted];
  if (values.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(values.map(holdsFor), sql` or `)})`;
}

/** The condition that a column has one of the values. */
export function hasAnyOf(column: string, wanted: AnyOf<string> | undefined): RawBuilder<SqlBool> {
  return anyOf(wanted, (value) => sql<SqlBool>`${sql.ref(column)} = ${value}`);
}
