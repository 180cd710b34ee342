import { APPLICATION_ORDERS, type ApplicationOrder } from "@/db/application/application";
import type { SearchParams } from "@/lib/access-token/form/prefill";
import { searchText } from "@/lib/search-text";

export const PAGE_SIZE = 50;

// Nobody types more into a search; what is longer would only make the database work.
const SEARCH_CHARACTERS = 100;

export const ORDER_CHOICES = [
  { value: "name", words: "Name" },
  { value: "-name", words: "Name, from the end" },
  { value: "-created_at", words: "Newest first" },
  { value: "created_at", words: "Oldest first" },
] as const;

/** What of the list is shown, as its address says it. */
export type ListQuery = { search: string; order: ApplicationOrder; page: number };

/** Read an address. What makes no sense is as if it were not there: an old bookmark still opens the list. */
export function parseListQuery(params: SearchParams): ListQuery {
  const text = (name: string) => [params[name]].flat()[0] ?? "";
  const wanted = text("o");
  const field = APPLICATION_ORDERS.find((name) => name === wanted.replace(/^-/, "")) ?? "name";
  const page = /^[1-9]\d{0,5}$/.test(text("page")) ? Number(text("page")) : 1;
  const search = searchText(text("q"), SEARCH_CHARACTERS);
  return { search, order: { field, descending: wanted === `-${field}` }, page };
}

export function orderParam({ field, descending }: ApplicationOrder): string {
  return descending ? `-${field}` : field;
}

/** The address of the list with this changed; a change of anything but the page leads to the first one. */
export function listHref(path: string, query: ListQuery, change: Partial<ListQuery>): string {
  const { search, order, page } = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  if (search !== "") params.set("q", search);
  if (orderParam(order) !== "name") params.set("o", orderParam(order));
  if (page > 1) params.set("page", String(page));
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}
