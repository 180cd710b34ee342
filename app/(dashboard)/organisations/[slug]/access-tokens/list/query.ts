import type { OrganisationTokenOrder } from "@/db/organisation/token";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import { ATTENTIONS, type Attention } from "@/lib/access-token/attention/attention";
import type { SearchParams } from "@/lib/access-token/form/prefill";
import type { Purpose } from "@/lib/access-token/purpose";
import { UNUSED, type Unused } from "@/lib/access-token/usage/unused";
import { PURPOSE_CHOICES } from "@/lib/access-token/words";
import type { Role } from "@/lib/authorization/principal";
import { searchText } from "@/lib/search-text";

export const PAGE_SIZE = 50;

export const STATUS_CHOICES = ["active", "expired", "revoked", "all"] as const;
export const KINDS = ["personal", "organisation"] as const;
export const ROLES = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];
export const ACCESSES = ["active", "withdrawn", "blocked"] as const;
export const GROUPS = ["application", "team", "workflow"] as const;
const ORDERS = ["label", "owner", "status", "created_at", "expiration_date", "last_used_at", "rotated_at"] as const;

const PURPOSES: readonly Purpose[] = PURPOSE_CHOICES.map(({ value }) => value);
// Nobody types more into a search; what is longer would only make the database work.
const SEARCH_CHARACTERS = 100;
const WORKFLOW_CHARACTERS = 255;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type Group = (typeof GROUPS)[number];
/** What a token of the organisation is assigned to: `team:<uuid>`, `application:<uuid>` or `workflow:<name>`. */
export type Assigned = { to: Group; value: string };
export type OrderField = (typeof ORDERS)[number];

/** What of the list is shown, as its address says it. */
export type ListQuery = {
  search: string;
  status: (typeof STATUS_CHOICES)[number];
  kind: (typeof KINDS)[number] | undefined;
  purpose: Purpose | undefined;
  unused: Unused | undefined;
  attention: Attention | "any" | undefined;
  neverExpires: boolean;
  allAccess: boolean;
  seenByFormer: boolean;
  role: Role | undefined;
  owner: string | undefined;
  access: (typeof ACCESSES)[number] | undefined;
  assigned: Assigned | undefined;
  group: Group | undefined;
  order: OrganisationTokenOrder;
  page: number;
};

/** Read an address. What makes no sense is as if it were not there: an old bookmark still opens the list. */
export function parseListQuery(params: SearchParams): ListQuery {
  const text = (name: string) => [params[name]].flat()[0] ?? "";
  const oneOf = <Choice extends string>(name: string, choices: readonly Choice[]) =>
    choices.find((choice) => choice === text(name));
  const owner = text("owner").toLowerCase();
  return {
    search: searchText(text("q"), SEARCH_CHARACTERS),
    status: oneOf("status", STATUS_CHOICES) ?? "active",
    kind: oneOf("kind", KINDS),
    purpose: oneOf("purpose", PURPOSES),
    unused: oneOf("unused", UNUSED),
    attention: oneOf("attention", ["any", ...ATTENTIONS]),
    neverExpires: text("expires") === "never",
    allAccess: text("reach") === "all",
    seenByFormer: text("known") === "former",
    role: oneOf("role", ROLES),
    owner: UUID.test(owner) ? owner : undefined,
    access: oneOf("access", ACCESSES),
    assigned: parseAssigned(text("assigned")),
    group: oneOf("group", GROUPS),
    order: parseOrder(text("o")),
    page: /^[1-9]\d{0,5}$/.test(text("page")) ? Number(text("page")) : 1,
  };
}

function clean(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function parseAssigned(text: string): Assigned | undefined {
  const [, to, value = ""] = /^(application|team|workflow):(.+)$/s.exec(text) ?? [];
  const group = GROUPS.find((known) => known === to);
  if (group === undefined) return undefined;
  if (group === "workflow") return { to: group, value: clean(value).slice(0, WORKFLOW_CHARACTERS) };
  return UUID.test(value.toLowerCase()) ? { to: group, value: value.toLowerCase() } : undefined;
}

const NEWEST_FIRST: OrganisationTokenOrder = { field: "created_at", descending: true };

function parseOrder(text: string): OrganisationTokenOrder {
  const field = ORDERS.find((name) => name === text.replace(/^-/, ""));
  return field === undefined ? NEWEST_FIRST : { field, descending: text.startsWith("-") };
}

/** The tokens that a query means. */
export function filterOf(query: ListQuery): OrganisationTokenFilter {
  const { assigned } = query;
  return {
    ...(query.search === "" ? {} : { search: query.search }),
    // What needs attention may have expired: only a status that was chosen leaves that out.
    ...(query.status === "all" || (query.attention !== undefined && query.status === "active")
      ? {}
      : { status: query.status }),
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    ...(query.purpose === undefined ? {} : { purpose: query.purpose }),
    ...(query.unused === undefined ? {} : { unused: query.unused }),
    ...(query.attention === undefined ? {} : { attention: query.attention }),
    ...(query.neverExpires ? { neverExpires: true } : {}),
    ...(query.allAccess ? { allAccess: true } : {}),
    ...(query.seenByFormer ? { seenByFormer: true } : {}),
    ...(query.role === undefined ? {} : { ownerRole: query.role }),
    ...(query.owner === undefined ? {} : { ownerId: query.owner }),
    ...(query.access === undefined ? {} : { access: query.access }),
    ...(assigned?.to === "team" ? { teamId: assigned.value } : {}),
    ...(assigned?.to === "application" ? { applicationId: assigned.value } : {}),
    ...(assigned?.to === "workflow" ? { workflow: assigned.value } : {}),
  };
}

export function orderParam(order: OrganisationTokenOrder): string {
  return `${order.descending ? "-" : ""}${order.field}`;
}

/** The parameters of a query without its page. */
export function listParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== "") params.set(name, value);
  };
  set("q", query.search);
  set("status", query.status === "active" ? undefined : query.status);
  set("kind", query.kind);
  set("purpose", query.purpose);
  set("unused", query.unused);
  set("attention", query.attention);
  set("expires", query.neverExpires ? "never" : undefined);
  set("reach", query.allAccess ? "all" : undefined);
  set("known", query.seenByFormer ? "former" : undefined);
  set("role", query.role);
  set("owner", query.owner);
  set("access", query.access);
  set("assigned", assignedParam(query.assigned));
  set("group", query.group);
  const order = orderParam(query.order);
  set("o", order === orderParam(NEWEST_FIRST) ? undefined : order);
  return params;
}

export function assignedParam(assigned: Assigned | undefined): string | undefined {
  return assigned === undefined ? undefined : `${assigned.to}:${assigned.value}`;
}

/** The address of the list of an organisation's tokens after `change`. Whatever changes but the page leads to the first page. */
export function listHref(slug: string, query: ListQuery, change: Partial<ListQuery> = {}): string {
  const next = { ...query, page: 1, ...change };
  const params = listParams(next);
  if (next.page > 1) params.set("page", String(next.page));
  const text = params.toString();
  return text === "" ? listPath(slug) : `${listPath(slug)}?${text}`;
}

export function listPath(slug: string): string {
  return `/organisations/${slug}/access-tokens`;
}

/** The order that a click on a column's head leads to: the direction one looks for first, the other one, and back to newest first. */
export function nextOrder(order: OrganisationTokenOrder, field: OrderField): OrganisationTokenOrder {
  // Of times the latest is what one looks for first; of expirations the soonest.
  const descendingFirst = field === "last_used_at" || field === "rotated_at";
  if (order.field !== field) return { field, descending: descendingFirst };
  if (order.descending === descendingFirst) return { field, descending: !descendingFirst };
  return NEWEST_FIRST;
}

/** Without what narrows the list: the status and the way it is shown stay. */
export const NO_FILTERS = {
  search: "",
  kind: undefined,
  purpose: undefined,
  unused: undefined,
  attention: undefined,
  neverExpires: false,
  allAccess: false,
  seenByFormer: false,
  role: undefined,
  owner: undefined,
  access: undefined,
  assigned: undefined,
} as const satisfies Partial<ListQuery>;

/** Whether anything but the status, the order and the page narrows the list. */
export function isFiltered(query: ListQuery): boolean {
  const { status: _status, ...filter } = filterOf(query);
  return Object.keys(filter).length > 0;
}
