"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import { fetchJson } from "@/components/query/fetch-json";
import type { NarrowingView } from "./find-narrowing";
import { NARROWING_DAYS, type NarrowingDays } from "./narrowing-days";

/** The comparison for the last `days`; that for the longest time came with the page. */
export function useNarrowing(uuid: string, days: NarrowingDays, seed: NarrowingView, asOf: string) {
  return useQuery({
    queryKey: ["access-tokens", "narrowing", uuid, asOf, days],
    queryFn: ({ signal }) => fetchJson<NarrowingView>(`${LIST_PATH}/${uuid}/use/narrowing?days=${days}`, signal),
    initialData: days === NARROWING_DAYS[0] ? seed : undefined,
    // The former comparison stays until the next is there.
    placeholderData: keepPreviousData,
  });
}
