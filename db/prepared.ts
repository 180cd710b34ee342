import {
  type Compilable,
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import { keepStatement } from "./kept-statements";
import type { Database } from "./schema";
import { flattened, isStandIn, standIns } from "./slots";

// Only compiles, never connects.
const compiler = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

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

// Shapes of one statement that are remembered. One that is made of much, as of many organisations, is hardly asked again.
const MOST_SHAPES = 100;
const LONGEST_SHAPE = 2_000;

type Shaped = { text: string; valuesOf(values: readonly unknown[]): unknown[] };

/**
 * A statement that is another one for each shape of what it is asked with, such as which filters there are: compiled once for each.
 * @param build makes the statement. `kind` decides what it is, and may hold values that are a part of it; of `given` it may only ask
 * what is there, and whether a list has anything in it: strings, numbers, dates and lists of them are there to be handed on
 */
export function prepareShapes<Kind, Given extends object, Row>(
  build: (db: Kysely<Database>, kind: Kind, given: Given) => Compilable<Row>,
): (db: Kysely<Database>, kind: Kind, given: Given) => Promise<Row[]> {
  const known = new Map<string, Shaped>();
  return async (db, kind, given) => {
    const { shape, values } = flattened(given);
    const key = `${JSON.stringify(kind)} ${shape}`;
    let shaped = known.get(key);
    if (shaped === undefined) {
      const standing = standIns(given);
      shaped = shapedBy(build(compiler, kind, standing.given), standing.places);
    }
    // The latest comes last.
    known.delete(key);
    if (key.length <= LONGEST_SHAPE) known.set(key, shaped);
    if (known.size > MOST_SHAPES)
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    return (await db.executeQuery<Row>(CompiledQuery.raw(shaped.text, shaped.valuesOf(values)))).rows;
  };
}

function shapedBy(statement: Compilable, places: readonly unknown[]): Shaped {
  const { sql, parameters } = statement.compile();
  const sources = parameters.map((given) => ({ given, place: places.indexOf(given) }));
  if (sources.some(({ given, place }) => place < 0 && isStandIn(given))) {
    throw new Error("a statement of many shapes does not hand on what it was given");
  }
  return {
    text: sql,
    valuesOf: (values) => sources.map(({ given, place }) => (place < 0 ? given : values[place])),
  };
}
