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
  // A record by literal keys needs each of them, and refuses any other.
  return answer(
    "the paths there are",
    z.record(z.enum(names), z.url()),
    indexJson("https://tokens.example", path, names),
  );
}
