import { createHash } from "node:crypto";
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import { processWide } from "./process-wide";
import type { Database } from "./schema";

// Only compiles, never connects.
const compiler = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const names = processWide("prepared statements", () => new Map<string, string>());

/** Under which name a connection keeps this statement; undefined for one that is not to be kept. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}

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
  names.set(compiled.sql, `lk_${createHash("sha256").update(compiled.sql).digest("hex").slice(0, 16)}`);
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
