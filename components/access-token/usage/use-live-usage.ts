"use client";

import { useQuery } from "@tanstack/react-query";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import type { UsageViewJson } from "./usage-view-json";

// Counts are written within seconds; a chart of days needs no more.
const POLL_MS = 10_000;

/** What the server rendered, asked again every few seconds as long as the page is visible. */
export function useLiveUsage(uuid: string, seed: UsageViewJson, asOf: string) {
  return useQuery({
    queryKey: ["access-tokens", "use", uuid, asOf],
    queryFn: async ({ signal }): Promise<UsageViewJson> => {
      const answer = await fetch(`${LIST_PATH}/${uuid}/use`, { signal, cache: "no-store" });
      if (!answer.ok) throw new Error(`use could not be read: ${answer.status}`);
      return await answer.json();
    },
    initialData: seed,
    // A session that ended answers no more: asking on would only fill the console.
    refetchInterval: ({ state }) => (state.status === "error" ? false : POLL_MS),
    refetchOnWindowFocus: "always",
    retry: 2,
  });
}
