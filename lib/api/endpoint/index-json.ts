import { z } from "zod";
import { answer } from "./answers";
import type { Answer } from "./description";

type Index<Name extends string> = Record<Name, string>;

/** The resources below a path, each with its absolute address. */
export function indexJson<Name extends string>(base: string, path: string, names: readonly Name[]): Index<Name> {
  // One entry for each name, which Object.fromEntries cannot tell.
  return Object.fromEntries(names.map((name) => [name, `${base}${path}${name}/`])) as Index<Name>;
}

/** The answer with them. */
export function indexAnswer<Name extends string>(path: string, names: readonly Name[]): Answer<Index<Name>> {
  // One field for each name, as in the index itself.
  const schema = z.strictObject(Object.fromEntries(names.map((name) => [name, z.url()]))) as unknown as z.ZodType<
    Index<Name>
  >;
  return answer("the paths", schema, indexJson("https://tokens.example", path, names));
}
