import { type List, optionsOf } from "@/lib/list/definition";

/** The deliveries of a webhook, newest first. */
export const deliveryList = {
  name: "deliveries",
  noun: { one: "delivery", many: "deliveries" },
  filters: {
    state: {
      kind: "choice",
      label: "Which deliveries",
      every: "All",
      options: optionsOf({ failed: "Failed" }),
      look: "tabs",
    },
  },
  pages: 20,
} as const satisfies List;
