import type { Compilable, Kysely } from "kysely";
import type { Database } from "./schema";
import { compiler } from "./statement/compiler";
import { keepStatement } from "./statement/kept";

/** A statement that was compiled once: its text, and what goes with it for a value. */
export type Prepared<Value, Row> = {
  text: string;
  valuesOf(value: Value): unknown[];
  /** The rows for a value. */
  all(db: Kysely<Database>, value: Value): Promise<Row[]>;
};

/**
 * A statement that every request waits for: compiled once for the process, and parsed and planned once for each connection
 * instead of each time. It may select columns by name only: what a migration adds must not change what it answers.
 * @param build makes the statement; `value` stands for what each call gives it, and is nothing but to be handed on
 */
export function prepare<Value, Row>(
  build: (db: Kysely<Database>, value: Value) => Compilable<Row>,
): Prepared<Value, Row> {
  const marker = Symbol("what each call gives");
  const compiled = build(compiler, marker as Value).compile();
  keepStatement(compiled.sql);
  const valuesOf = (value: Value) => compiled.parameters.map((given) => (given === marker ? value : given));
  return {
    text: compiled.sql,
    valuesOf,
    all: async (db, value) => (await db.executeQuery<Row>({ ...compiled, parameters: valuesOf(value) })).rows,
  };
}

/** The same for a statement that finds one row or none: it answers with the first. */
export function preparedOnce<Value, Row>(
  build: (db: Kysely<Database>, value: Value) => Compilable<Row>,
): (db: Kysely<Database>, value: Value) => Promise<Row | undefined> {
  const { all } = prepare(build);
  return async (db, value) => (await all(db, value))[0];
}
