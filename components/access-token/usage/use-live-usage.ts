"use client";

import { LIST_PATH } from "@/components/access-token/list/list-query";
import { usePolled } from "@/components/query/use-polled";
import type { UsageViewJson } from "./usage-view-json";

// Counts are written within seconds; a chart of days needs no more.
const POLL_MS = 10_000;

/** What a token did, as the server rendered it at `asOf`, kept up to date. */
export function useLiveUsage(uuid: string, seed: UsageViewJson, asOf: string) {
  return usePolled({
    key: ["access-tokens", "use", uuid, asOf],
    path: `${LIST_PATH}/${uuid}/use`,
    seed,
    every: () => POLL_MS,
    read: (answer: UsageViewJson) => answer,
  });
}
