import { z } from "zod";
import { env } from "@/lib/env";
import type { JsonText } from "@/lib/json-text";
import { oneOf } from "@/lib/one-of";
import { problem } from "./problem";

export const DEFAULT_PAGE_SIZE = 100;
export const LARGEST_PAGE_SIZE = 500;

const wholeNumber = (name: string, pattern: RegExp) =>
  z.string().regex(pattern, `${name} must be a whole number, 1 or higher.`).transform(Number);

/** The parameters of every list. A larger page than the largest allowed one is cut to that: the Divio CLI asks for 1000. */
export const listParameters = {
  page: wholeNumber("page", /^[1-9]\d{0,8}$/)
    .default(1)
    .describe("from 1"),
  page_size: wholeNumber("page_size", /^[1-9]\d*$/)
    .transform((size) => Math.min(size, LARGEST_PAGE_SIZE))
    .default(DEFAULT_PAGE_SIZE)
    .describe(`items on a page: ${DEFAULT_PAGE_SIZE} by default, at most ${LARGEST_PAGE_SIZE}`),
};

/** `o=field` or `o=-field`, for the fields that a list can be ordered by. The default order is `unasked`. */
export function orderParameter<const Field extends string>(
  fields: readonly Field[],
  unasked: { field: Field; descending: boolean },
) {
  const orders = fields.flatMap((field) => [field, `-${field}`] as const);
  return (
    z
      .enum(orders, {
        // A repeated parameter is refused elsewhere.
        error: ({ input }) =>
          Array.isArray(input)
            ? undefined
            : `o must be one of ${fields.join(", ")}, prefixed with - for descending order.`,
      })
      .transform((order) => {
        // Each order is one of the fields, or one with - before it.
        const field = order.replace(/^-/, "") as Field;
        return { field, descending: order !== field };
      })
      // One of them: while their names are not known, the type of the enumeration asks for all at once.
      .prefault((unasked.descending ? `-${unasked.field}` : unasked.field) as Field & `-${Field}`)
      .describe(
        `${oneOf(fields)}; prefix with - for descending order; default: ${unasked.descending ? "-" : ""}${unasked.field}`,
      )
  );
}

export type ListJson<Item> = { count: number; next: string | null; previous: string | null; results: Item[] };

/**
 * The envelope of a list. `next` and `previous` are absolute, on `APP_URL` or on a host of `API_HOSTS`, never on one that the
 * client invented.
 * @throws Problem `not_found` for a page beyond the end; the first page of nothing is an empty list
 */
export function listJson<Item>(
  request: Request,
  path: string,
  page: { number: number; size: number; count: number; results: Item[] },
): ListJson<Item> {
  const last = Math.max(1, Math.ceil(page.count / page.size));
  if (page.number > last)
    throw problem("not_found", { detail: `Use page ${last} or lower: there is no page ${page.number}.` });
  const link = (number: number) => {
    const url = new URL(path, baseUrl(request));
    url.search = new URL(request.url).search;
    url.searchParams.set("page", String(number));
    return url.href;
  };
  return {
    count: page.count,
    next: page.number < last ? link(page.number + 1) : null,
    previous: page.number > 1 ? link(page.number - 1) : null,
    results: page.results,
  };
}

/** The same of items that are JSON already, as JSON. */
export function listText<Item>(
  request: Request,
  path: string,
  { results, ...page }: { number: number; size: number; count: number; results: readonly JsonText<Item>[] },
): JsonText<ListJson<Item>> {
  const empty = JSON.stringify(listJson(request, path, { ...page, results: [] }));
  // An envelope ends with its items, so this is one with them.
  return `${empty.slice(0, -"]}".length)}${results.join(",")}]}` as JsonText<ListJson<Item>>;
}

/** What links in answers start with: `APP_URL`, or the host that was asked when it is one of `API_HOSTS`. */
export function baseUrl(request: Request): string {
  const host = request.headers.get("x-forwarded-host") ?? "";
  const proto = request.headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  return env().API_HOSTS.includes(host) ? `${proto}://${host}` : env().APP_URL;
}
