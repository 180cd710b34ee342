import { type List, type ListQuery, optionsOf } from "@/lib/list/definition";
import { TOKEN_FILTERS, TOKEN_ORDERS } from "./token-filters";

export const LIST_PATH = "/account/access-tokens";

const { newest, oldest, label, lastUsed, unusedLongest, expiresSoonest } = TOKEN_ORDERS;

/** A person's own tokens. */
export const tokenList = {
  name: "access tokens",
  noun: { one: "token", many: "tokens" },
  search: { label: "Search tokens", placeholder: "Label, description or hint" },
  filters: {
    status: {
      kind: "choice",
      look: "tabs",
      label: "Filter by status",
      every: "All",
      options: optionsOf({ active: "Active", expired: "Expired", revoked: "Revoked" }),
    },
    ...TOKEN_FILTERS,
    // Tokens that can reach this organisation.
    organisation: { kind: "uuid", label: "Filter by organisation that is reached", every: "Every organisation" },
    reach: {
      kind: "choice",
      label: "Filter by reach",
      every: "Limited or not",
      options: optionsOf({ limited: "Limited", everything: "Not limited" }),
    },
  },
  sort: {
    fields: ["label", "purpose", "status", "created_at", "expiration_date", "last_used_at"],
    usual: { field: "created_at", descending: true },
    // Times begin with the latest, expirations with the soonest.
    descendingFirst: ["last_used_at"],
    choices: [newest, oldest, label, lastUsed, unusedLongest, expiresSoonest, { value: "status", words: "Status" }],
  },
  pages: 25,
} as const satisfies List;

export type TokenListQuery = ListQuery<typeof tokenList>;
