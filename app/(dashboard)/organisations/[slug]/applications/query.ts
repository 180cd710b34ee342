import { APPLICATION_ORDERS } from "@/db/application/application";
import type { List } from "@/lib/list/definition";

/** The applications of an organisation. */
export const applicationList = {
  name: "applications",
  noun: { one: "application", many: "applications" },
  search: { label: "Search applications", placeholder: "Name or address" },
  filters: {},
  sort: {
    fields: APPLICATION_ORDERS,
    usual: { field: "name", descending: false },
    choices: [
      { value: "name", words: "Name" },
      { value: "-name", words: "Name, from the end" },
      { value: "-created_at", words: "Newest first" },
      { value: "created_at", words: "Oldest first" },
    ],
    alwaysChosen: true,
  },
  pages: 50,
} as const satisfies List;
