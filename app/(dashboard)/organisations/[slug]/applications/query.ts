import { APPLICATION_ORDERS } from "@/db/application/application";
import { type List, optionsOf } from "@/lib/list/definition";

/** The applications of an organisation. */
export const applicationList = {
  name: "applications",
  noun: { one: "application", many: "applications" },
  search: { label: "Search applications", placeholder: "Name or address" },
  filters: {},
  sort: {
    fields: APPLICATION_ORDERS,
    usual: { field: "name", descending: false },
    choices: optionsOf({
      name: "Name, A to Z",
      "-name": "Name, Z to A",
      "-created_at": "Newest first",
      created_at: "Oldest first",
    }),
    alwaysChosen: true,
  },
  pages: 50,
} as const satisfies List;
