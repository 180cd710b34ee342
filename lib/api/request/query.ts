import { z } from "zod";
import { invalid } from "@/lib/api/answer/invalid";
import { urlOf } from "./url";

// A misspelt filter there would show, or take away, more than was meant.
const EXACT_PATH = /\/(access-tokens|sweeps|policy)(\/|$)|^\/api\/verify\/?$/;
const NOTHING = z.strictObject({});

/** Whether a path refuses parameters that it does not know. Elsewhere they are ignored, as Django REST does. Pure. */
export function refusesUnknownParameters(path: string): boolean {
  return EXACT_PATH.test(path);
}

/** What was given under each name, in the order given: in one pass, however many names a client makes up. Pure. */
export function valuesByName(pairs: Iterable<readonly [name: string, value: string]>): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const former = values.get(name);
    if (former === undefined) values.set(name, [value]);
    else former.push(value);
  }
  return values;
}

/**
 * The parameters of a request by an endpoint's schema, which is strict exactly where the path refuses unknown ones. A repeated
 * parameter is a list: filters take any of its values, everything else refuses it.
 * @throws Problem `invalid_request`
 */
export function parseQuery<Query>(request: Request, schema: z.ZodType<Query> | undefined): Query | undefined {
  const { pathname, searchParams } = urlOf(request);
  const given = Object.fromEntries(
    [...valuesByName(searchParams)].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const query = (schema ?? (refusesUnknownParameters(pathname) ? NOTHING : z.unknown())).safeParse(given, {
    error: ({ input }) => (Array.isArray(input) ? "Send the parameter only once." : undefined),
  });
  if (query.success) return schema === undefined ? undefined : (query.data as Query);
  // The message says which of several values it was; the field is the parameter.
  const issues = query.error.issues.map((issue) => ({ ...issue, path: issue.path.slice(0, 1) }));
  throw invalid(new z.ZodError(issues));
}
