import { z } from "zod";
import type { ListJson } from "../answer/list";
import type { Answer } from "./description";

/** An answer with a body. `text` says what it is, and stands after its status. */
export function answer<Body>(text: string, schema: z.ZodType<Body>, example: NoInfer<Body>): Answer<Body> {
  return { text, schema, example };
}

/** A page of a list in its envelope, of items of this schema. Without an example the list is an empty one. */
export function listAnswer<Item>(
  text: string,
  schema: z.ZodType<Item>,
  example?: NoInfer<Item>,
): Answer<ListJson<Item>> & { isPage: true } {
  const results = example === undefined ? [] : [example];
  return {
    text,
    schema: z.strictObject({
      count: z.int().min(0),
      next: z.url().nullable(),
      previous: z.url().nullable(),
      results: z.array(schema),
    }),
    example: { count: results.length, next: null, previous: null, results },
    isPage: true,
  };
}
