import { ATTENTIONS, type Attention } from "@/lib/access-token/attention/attention";
import type { SearchParams } from "@/lib/access-token/form/prefill";
import type { Purpose } from "@/lib/access-token/purpose";
import { UNUSED, type Unused } from "@/lib/access-token/usage/unused";
import { PURPOSE_CHOICES } from "@/lib/access-token/words";
import { searchText } from "@/lib/search-text";

export const LIST_PATH = "/account/access-tokens";
export const PAGE_SIZE = 25;

const PURPOSES: readonly Purpose[] = PURPOSE_CHOICES.map(({ value }) => value);
const STATUSES = ["active", "expired", "revoked"] as const;
export const REACHES = ["everything", "limited"] as const;
const ORDERS = ["label", "purpose", "status", "created_at", "expiration_date", "last_used_at"] as const;
const DEFAULT_ORDER = "-created_at";
// Nobody types more into a search; what is longer would only make the database work.
const SEARCH_CHARACTERS = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type OrderField = (typeof ORDERS)[number];

/** What of the list is shown, as its address says it: filters, order and page. */
export type ListQuery = {
  search: string;
  status: (typeof STATUSES)[number] | undefined;
  purpose: Purpose | undefined;
  unused: Unused | undefined;
  attention: Attention | "any" | undefined;
  /** Tokens that can reach this organisation, by its uuid. */
  organisation: string | undefined;
  reach: (typeof REACHES)[number] | undefined;
  order: { field: OrderField; descending: boolean };
  page: number;
};

/** Read an address. What makes no sense is as if it were not there: an old bookmark still opens the list. */
export function parseListQuery(params: SearchParams): ListQuery {
  const text = (name: string) => [params[name]].flat()[0] ?? "";
  const order = text("o");
  const field = ORDERS.find((name) => name === order.replace(/^-/, ""));
  const organisation = text("organisation").toLowerCase();
  const page = /^[1-9]\d{0,5}$/.test(text("page")) ? Number(text("page")) : 1;
  return {
    search: searchText(text("q"), SEARCH_CHARACTERS),
    status: STATUSES.find((status) => status === text("status")),
    purpose: PURPOSES.find((purpose) => purpose === text("purpose")),
    unused: UNUSED.find((unused) => unused === text("unused")),
    attention: (["any", ...ATTENTIONS] as const).find((reason) => reason === text("attention")),
    organisation: UUID.test(organisation) ? organisation : undefined,
    reach: REACHES.find((reach) => reach === text("reach")),
    order:
      field === undefined ? { field: "created_at", descending: true } : { field, descending: order.startsWith("-") },
    page,
  };
}

/** The same of an address that `listHref` made. */
export function parseListHref(href: string): ListQuery {
  return parseListQuery(Object.fromEntries(new URLSearchParams(href.slice(LIST_PATH.length))));
}

/** The order as the address writes it: `label`, `-last_used_at`. */
export function orderParam(order: ListQuery["order"]): string {
  return `${order.descending ? "-" : ""}${order.field}`;
}

/** The parameters of a query without its page. */
export function listParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search !== "") params.set("q", query.search);
  if (query.status !== undefined) params.set("status", query.status);
  if (query.purpose !== undefined) params.set("purpose", query.purpose);
  if (query.unused !== undefined) params.set("unused", query.unused);
  if (query.attention !== undefined) params.set("attention", query.attention);
  if (query.organisation !== undefined) params.set("organisation", query.organisation);
  if (query.reach !== undefined) params.set("reach", query.reach);
  if (orderParam(query.order) !== DEFAULT_ORDER) params.set("o", orderParam(query.order));
  return params;
}

/** The address of the list after `change`. Whatever changes but the page leads to the first page. */
export function listHref(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const next = { ...query, page: 1, ...change };
  const params = listParams(next);
  if (next.page > 1) params.set("page", String(next.page));
  const text = params.toString();
  return text === "" ? LIST_PATH : `${LIST_PATH}?${text}`;
}

/** The order that a click on a column's head leads to: the direction one looks for first, the other one, and back to newest first. */
export function nextOrder(order: ListQuery["order"], field: OrderField): ListQuery["order"] {
  // Of times the latest is what one looks for first; of expirations the soonest.
  const descendingFirst = field === "last_used_at";
  if (order.field !== field) return { field, descending: descendingFirst };
  if (order.descending === descendingFirst) return { field, descending: !descendingFirst };
  return { field: "created_at", descending: true };
}

/** Whether anything but the order and the page narrows the list. */
export function isFiltered(query: ListQuery): boolean {
  return query.search !== "" || FILTERS.some((name) => query[name] !== undefined);
}

const FILTERS = ["status", "purpose", "unused", "attention", "organisation", "reach"] as const;
