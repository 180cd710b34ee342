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

/**
 * A statement that every request waits for: compiled once for the process, and parsed and planned once for each connection
 * instead of each time. It may select columns by name only: what a migration adds must not change what it answers.
 * @param build makes the statement; `value` is a placeholder for the argument of each call, only to be passed on
 * @returns the first row for a value
 */
export function preparedOnce<Value, Row>(
  build: (db: Kysely<Database>, value: Value) => Compilable<Row>,
): (db: Kysely<Database>, value: Value) => Promise<Row | undefined> {
  const marker = Symbol("what each call gives");
  const compiled = build(compiler, marker as Value).compile();
  names.set(compiled.sql, `lk_${createHash("sha256").update(compiled.sql).digest("hex").slice(0, 16)}`);
  return async (db, value) => {
    const parameters = compiled.parameters.map((parameter) => (parameter === marker ? value : parameter));
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows[0];
  };
}
