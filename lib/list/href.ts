import { cursorText } from "@/lib/activity/cursor";
import { type AnyQuery, counts, type List, type ListQuery, type Order } from "./definition";

/** The order as the address writes it: `label`, `-last_used_at`. */
export function orderParam({ field, descending }: Order): string {
  return `${descending ? "-" : ""}${field}`;
}

/** The value of a filter of any list. */
export function filterValue(query: AnyQuery, name: string): string | undefined {
  const value = query[name];
  return typeof value === "string" ? value : undefined;
}

/** The parameters of a query without its page: everything in the address that differs from the defaults. */
export function listParams<L extends List>(list: L, query: ListQuery<L>): URLSearchParams {
  return anyParams(list, anyQuery(query));
}

/** The address of the list at `path` after `change`. Any change but that of the page leads to the first page. */
export function listHref<L extends List>(
  list: L,
  path: string,
  query: ListQuery<L>,
  change: Partial<ListQuery<L>> = {},
): string {
  return anyHref(list, path, anyQuery(query), change);
}

/** The same of a list that is not known. */
export function anyHref(list: List, path: string, query: AnyQuery, change: Partial<AnyQuery>): string {
  const next: AnyQuery = { ...query, page: 1, place: undefined, ...change };
  const params = anyParams(list, next);
  if (next.page > 1) params.set("page", String(next.page));
  if (next.place !== undefined) params.set(next.place.direction, cursorText(next.place.cursor));
  return params.size === 0 ? path : `${path}?${params}`;
}

/** The last page, for someone on a page beyond the end, for example after revoking the last row of a filtered list. */
export function lastPageHref<L extends List>(
  list: L,
  path: string,
  query: ListQuery<L>,
  count: number,
): string | undefined {
  if (list.pages === "log") return undefined;
  const last = Math.max(1, Math.ceil(count / list.pages));
  return query.page > last ? anyHref(list, path, anyQuery(query), { page: last }) : undefined;
}

/** Offset and limit of a list's page, for the database. */
export function offsetOf(list: { pages: number }, { page }: { page: number }): { limit: number; offset: number } {
  return { limit: list.pages, offset: (page - 1) * list.pages };
}

/** The order that a click on a column's head leads to: the field's first direction, the other one, and back to the default. */
export function nextOrder(list: List, order: Order, field: string): Order {
  const descendingFirst = list.sort?.descendingFirst?.includes(field) ?? false;
  if (order.field !== field) return { field, descending: descendingFirst };
  if (order.descending === descendingFirst) return { field, descending: !descendingFirst };
  return list.sort?.usual ?? order;
}

/** Whether a search or a filter narrows the list: its order, its page and its view do not. */
export function isFiltered<L extends List>(list: L, query: ListQuery<L>): boolean {
  return isAnyFiltered(list, anyQuery(query));
}

/** The same of a list that is not known. */
export function isAnyFiltered(list: List, query: AnyQuery): boolean {
  return query.search !== "" || narrowing(list).some(([name, usual]) => filterValue(query, name) !== usual);
}

/** The change that clears the search and the filters; the order and the view stay. */
export function withoutFilters<L extends List>(list: L): Partial<ListQuery<L>> {
  // The default of a filter is one of its values.
  return { search: "", ...Object.fromEntries(narrowing(list)) } as Partial<ListQuery<L>>;
}

function narrowing(list: List): [name: string, usual: string | undefined][] {
  return Object.entries(list.filters).flatMap(([name, filter]) =>
    filter.stays ? [] : [[name, usualOf(list, name)] as [string, string | undefined]],
  );
}

function usualOf(list: List, name: string): string | undefined {
  const filter = list.filters[name];
  return filter?.kind === "choice" ? filter.usual : undefined;
}

/** The same of a list that is not known. */
export function anyParams(list: List, query: AnyQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search !== "") params.set("q", query.search);
  for (const [name, filter] of Object.entries(list.filters)) {
    const value = filterValue(query, name);
    const isSaid = value !== usualOf(list, name) && counts(filter, (other) => query[other]);
    if (value !== undefined && isSaid) params.set(name, value);
  }
  if (query.order && list.sort && orderParam(query.order) !== orderParam(list.sort.usual)) {
    params.set("o", orderParam(query.order));
  }
  return params;
}

/** A query without the type of its list. It has the common parts, and its filters under their names: the types agree. */
export function anyQuery<L extends List>(query: ListQuery<L>): AnyQuery {
  return query as unknown as AnyQuery;
}
