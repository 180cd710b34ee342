import { type List, type ListQuery, optionsOf } from "@/lib/list/definition";
import { TOKEN_FILTERS, TOKEN_ORDERS, TOKEN_STATUS } from "./token-filters";

/** A person's own tokens. */
export const tokenList = {
  name: "access tokens",
  noun: { one: "token", many: "tokens" },
  search: { label: "Search tokens", placeholder: "Search tokens" },
  filters: {
    status: TOKEN_STATUS,
    ...TOKEN_FILTERS,
    // Tokens that can reach this organisation.
    organisation: { kind: "uuid", label: "Filter by organisation", every: "All organisations" },
    reach: {
      kind: "choice",
      label: "Filter by reach",
      every: "Any reach",
      options: optionsOf({ limited: "Limited", everything: "Not limited" }),
    },
  },
  sort: {
    fields: ["label", "purpose", "status", "created_at", "expiration_date", "last_used_at"],
    usual: { field: "created_at", descending: true },
    // Times begin with the latest, expirations with the soonest.
    descendingFirst: ["last_used_at"],
    choices: [
      ...TOKEN_ORDERS,
      { value: "purpose", words: "Purpose, A to Z" },
      { value: "-purpose", words: "Purpose, Z to A" },
      { value: "status", words: "Status, active first" },
      { value: "-status", words: "Status, active last" },
    ],
    alwaysChosen: true,
  },
  pages: 25,
} as const satisfies List;

export type TokenListQuery = ListQuery<typeof tokenList>;
