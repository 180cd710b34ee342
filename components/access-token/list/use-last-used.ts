"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import type { LastUsedJson } from "@/lib/access-token/usage/last-used";
import { LIST_PATH } from "./list-query";

// Uses are written within two seconds or so: a person who just called the API sees it on the next glance.
const POLL_MS = 4_000;

/** What changes of these tokens while they are shown, asked every few seconds as long as the page is visible. */
export function useLastUsed(seed: readonly LastUsedJson[], asOf: string): ReadonlyMap<string, LastUsedJson> {
  const uuids = seed.map(({ uuid }) => uuid);
  const { data } = useQuery({
    // Rows that the server rendered anew are newer than anything that was asked before.
    queryKey: ["access-tokens", "last-used", asOf, uuids],
    queryFn: ({ signal }) => fetchLastUsed(uuids, signal),
    initialData: seed.map(({ uuid, status, last_use }) => ({ uuid, status, last_use })),
    enabled: uuids.length > 0,
    // A session that ended answers no more: asking on would only fill the console.
    refetchInterval: ({ state }) => (state.status === "error" ? false : POLL_MS),
    refetchOnWindowFocus: "always",
    retry: 2,
  });
  // Revoked elsewhere, or expired meanwhile: only the server knows who, when and why.
  const changed = data.some(({ uuid, status }) => seed.some((row) => row.uuid === uuid && row.status !== status));
  const router = useRouter();
  useEffect(() => {
    if (changed) router.refresh();
  }, [changed, router]);
  return useMemo(() => new Map(data.map((row) => [row.uuid, row])), [data]);
}

async function fetchLastUsed(uuids: readonly string[], signal: AbortSignal): Promise<LastUsedJson[]> {
  const query = new URLSearchParams(uuids.map((uuid) => ["uuid", uuid]));
  const answer = await fetch(`${LIST_PATH}/last-used?${query}`, { signal, cache: "no-store" });
  if (!answer.ok) throw new Error(`last use could not be read: ${answer.status}`);
  const { results }: { results: LastUsedJson[] } = await answer.json();
  return results;
}
