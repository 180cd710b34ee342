import { statusOf, TOKEN_FILTERS, TOKEN_ORDERS, TOKEN_STATUS } from "@/components/access-token/list/token-filters";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import { type List, type ListQuery, optionsOf } from "@/lib/list/definition";
import { listParams } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";

const { purpose, unused, attention } = TOKEN_FILTERS;

const UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** The tokens with access to an organisation. */
export const organisationTokenList = {
  name: "tokens with access to an organisation",
  noun: { one: "token", many: "tokens" },
  search: { label: "Search tokens", placeholder: "Search tokens" },
  filters: {
    status: TOKEN_STATUS,
    kind: {
      kind: "choice",
      label: "Filter by owner",
      every: "All owners",
      options: optionsOf({ personal: "Personal", organisation: "The organisation’s" }),
    },
    unused,
    attention,
    access: {
      kind: "choice",
      label: "Filter by access",
      every: "Any access",
      options: optionsOf({ active: "Has access", withdrawn: "Access withdrawn", blocked: "Blocked by policy" }),
    },
    expires: {
      kind: "choice",
      look: "more",
      label: "Filter by expiration",
      every: "Any expiration",
      options: optionsOf({ never: "Never expires" }),
    },
    reach: {
      kind: "choice",
      look: "more",
      label: "Filter by reach",
      every: "Any reach",
      options: optionsOf({ all: "Full access" }),
    },
    purpose: { ...purpose, look: "more" },
    known: {
      kind: "choice",
      look: "more",
      label: "Filter by who knows the secret",
      every: "Secret known to anyone",
      options: optionsOf({ former: "Known to someone who left" }),
    },
    role: {
      kind: "choice",
      look: "more",
      label: "Filter by owner’s role",
      every: "All roles",
      options: optionsOf({ owner: "Owners", admin: "Admins", member: "Members", guest: "Guests" }),
    },
    // What a token of the organisation is assigned to.
    assigned: {
      kind: "pattern",
      pattern: `(application|team):${UUID_PATTERN}|workflow:.{1,255}`,
      look: "more",
      label: "Filter by assignment",
      every: "Any assignment",
    },
    // The person whose tokens they are.
    owner: { kind: "uuid" },
    group: {
      kind: "choice",
      look: "tabs",
      stays: true,
      label: "View",
      every: "List",
      options: optionsOf({ application: "By application", team: "By team", workflow: "By workflow" }),
    },
  },
  sort: {
    fields: ["label", "owner", "status", "created_at", "expiration_date", "last_used_at", "rotated_at"],
    usual: { field: "created_at", descending: true },
    // Times begin with the latest, expirations with the soonest.
    descendingFirst: ["last_used_at", "rotated_at"],
    choices: [
      ...TOKEN_ORDERS,
      { value: "owner", words: "Owner, A to Z" },
      { value: "-owner", words: "Owner, Z to A" },
      { value: "rotated_at", words: "Least recently rotated first" },
      { value: "-rotated_at", words: "Most recently rotated first" },
    ],
    alwaysChosen: true,
  },
  pages: 50,
} as const satisfies List;

export type OrganisationTokenQuery = ListQuery<typeof organisationTokenList>;
export type Group = NonNullable<OrganisationTokenQuery["group"]>;

/** The tokens that a query means. */
export function filterOf(query: OrganisationTokenQuery): OrganisationTokenFilter {
  const status = statusOf(query);
  return {
    ...(query.search === "" ? {} : { search: query.search }),
    ...(status === undefined ? {} : { status }),
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    ...(query.purpose === undefined ? {} : { purpose: query.purpose }),
    ...(query.unused === undefined ? {} : { unused: query.unused }),
    ...(query.attention === undefined ? {} : { attention: query.attention }),
    ...(query.expires === undefined ? {} : { neverExpires: true }),
    ...(query.reach === undefined ? {} : { allAccess: true }),
    ...(query.known === undefined ? {} : { seenByFormer: true }),
    ...(query.role === undefined ? {} : { ownerRole: query.role }),
    ...(query.owner === undefined ? {} : { ownerId: query.owner }),
    ...(query.access === undefined ? {} : { access: query.access }),
    ...assignedTo(query.assigned),
  };
}

function assignedTo(assigned = ""): Pick<OrganisationTokenFilter, "teamId" | "applicationId" | "workflow"> {
  const [, to, value = ""] = /^(\w+):(.+)$/s.exec(assigned) ?? [];
  switch (to?.toLowerCase()) {
    case "team":
      return { teamId: value.toLowerCase() };
    case "application":
      return { applicationId: value.toLowerCase() };
    case "workflow":
      return { workflow: value };
    default:
      return {};
  }
}

/** The parameters of an address as this list writes them: without what means nothing to it, a page, or a secret. */
export function normalQuery(text: string): string {
  const query = parseList(organisationTokenList, Object.fromEntries(new URLSearchParams(text)));
  return listParams(organisationTokenList, query).toString();
}
