"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { FilterBar } from "@/components/list/filter-bar";
import type { Offer } from "@/components/list/filter-control";

/** Search and filters of the list. A secret that is pasted into the search leads to its token, if the person manages that. */
export function TokenFilters({ assigned }: { assigned: readonly Offer[] }) {
  const open = useOpenDialog();
  return <FilterBar offers={{ assigned }} findSecret={(pasted) => open({ type: "find", pasted })} />;
}
