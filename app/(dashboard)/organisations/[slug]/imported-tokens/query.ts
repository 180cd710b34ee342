import { type List, optionsOf } from "@/lib/list/definition";

/** The people whose tokens were imported. */
export const moverList = {
  name: "imported",
  noun: { one: "person", many: "people" },
  search: { label: "Search people", placeholder: "Name or e-mail" },
  filters: {
    state: {
      kind: "choice",
      label: "Progress",
      every: "Everyone",
      options: optionsOf({ using: "Still using one", unused: "Not using one", moved: "Moved" }),
    },
  },
  pages: 50,
} as const satisfies List;
