import { type Compilable, CompiledQuery, type Kysely } from "kysely";
import type { Database } from "../schema";
import { compiler } from "./compiler";
import { flattened, isStandIn, standIns } from "./slots";

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
    const [oldest = key] = known.keys();
    if (known.size > MOST_SHAPES) known.delete(oldest);
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
