import { type List, optionsOf } from "@/lib/list/definition";

/** The people of an organisation. */
export const peopleList = {
  name: "people",
  noun: { one: "person", many: "people" },
  search: { label: "Search people", placeholder: "Name or e-mail" },
  filters: {
    role: {
      kind: "choice",
      label: "Role",
      every: "All roles",
      options: optionsOf({ owner: "Owners", admin: "Admins", member: "Members", guest: "Guests" }),
    },
  },
  pages: 50,
} as const satisfies List;
