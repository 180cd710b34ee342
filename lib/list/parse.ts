import { holdsSecret } from "@/lib/access-token/secret/format";
import { type ActivityPlace, parseCursor } from "@/lib/activity/cursor";
import { resolveLocal } from "@/lib/time/local";
import { counts, type Filter, type List, type ListQuery, type Order, type SearchParams, type Sort } from "./definition";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = /^[1-9]\d{0,5}$/;
// Nobody types more into a search; a longer one would only burden the database.
const SEARCH_CHARACTERS = 200;

/** Parse an address. Invalid parts are ignored: an old bookmark still opens the list. */
export function parseList<L extends List>(list: L, params: SearchParams): ListQuery<L> {
  const page = textOf(params, "page");
  const filters = Object.entries(list.filters)
    .filter(([, filter]) => counts(filter, (other) => textOf(params, other)))
    .map(([name, filter]) => [name, parseFilter(filter, textOf(params, name))]);
  const query = {
    ...Object.fromEntries(Object.keys(list.filters).map((name) => [name, undefined])),
    ...Object.fromEntries(filters),
    search: list.search === undefined ? "" : searchText(textOf(params, "q")),
    order: list.sort && parseOrder(list.sort, textOf(params, "o")),
    page: list.pages !== "log" && PAGE.test(page) ? Number(page) : 1,
    place: list.pages === "log" ? parsePlace(params) : undefined,
  };
  // Each filter was parsed by its kind, and each order is one of the list's fields, as the type says.
  return query as unknown as ListQuery<L>;
}

/** Read an address that `listHref` made. */
export function parseHref<L extends List>(list: L, href: string): ListQuery<L> {
  return parseList(list, Object.fromEntries(new URLSearchParams(href.split("?")[1])));
}

/** One parameter of an address, as a text that a database takes. */
export function textOf(params: SearchParams, name: string): string {
  return ([params[name]].flat()[0] ?? "").replaceAll("\0", "").toWellFormed();
}

function parseFilter(filter: Filter, text: string): string | undefined {
  switch (filter.kind) {
    case "choice":
      return filter.options.find(({ value }) => value === text)?.value ?? filter.usual;
    case "uuid":
      return UUID.test(text.toLowerCase()) ? text.toLowerCase() : undefined;
    case "day":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && resolveLocal(`${text}T00:00`, "UTC") !== undefined ? text : undefined;
    case "pattern":
      return new RegExp(`^(?:${filter.pattern})$`, "is").test(text) ? text : undefined;
  }
}

function parseOrder({ fields, usual }: Sort, text: string): Order {
  const field = fields.find((name) => name === text.replace(/^-/, ""));
  return field === undefined ? usual : { field, descending: text.startsWith("-") };
}

function parsePlace(params: SearchParams): ActivityPlace | undefined {
  for (const direction of ["older", "newer"] as const) {
    const cursor = parseCursor(textOf(params, direction));
    if (cursor !== undefined) return { direction, cursor };
  }
  return undefined;
}

/**
 * The search text of an address. A secret that got there by mistake, for example without JavaScript, is neither searched for
 * nor shown.
 */
function searchText(given: string): string {
  return holdsSecret(given) ? "" : given.trim().slice(0, SEARCH_CHARACTERS);
}
