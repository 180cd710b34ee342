"use client";

import { useMemo } from "react";
import { usePolled, useRefreshWhen } from "@/components/query/use-polled";
import { LIST_PATH } from "@/lib/access-token/page-path";
import type { LastUsedJson } from "@/lib/access-token/usage/last-used";

// Uses are written within two to four seconds: a person who just called the API sees it on the next glance.
const POLL_MS = 4_000;

/** The changing facts of these tokens, by uuid: as the server rendered them at `asOf`, and kept up to date. */
export function useLastUsed(seed: readonly LastUsedJson[], asOf: string): ReadonlyMap<string, LastUsedJson> {
  const uuids = seed.map(({ uuid }) => uuid);
  const { data } = usePolled({
    key: ["access-tokens", "last-used", asOf, uuids],
    path: `${LIST_PATH}/last-used?${new URLSearchParams(uuids.map((uuid) => ["uuid", uuid]))}`,
    seed: seed.map(({ uuid, status, last_use }) => ({ uuid, status, last_use })),
    every: () => POLL_MS,
    read: ({ results }: { results: LastUsedJson[] }) => results,
    enabled: uuids.length > 0,
  });
  // Revoked elsewhere, or expired meanwhile: only the server knows who, when and why.
  useRefreshWhen(data.some(({ uuid, status }) => seed.some((row) => row.uuid === uuid && row.status !== status)));
  return useMemo(() => new Map(data.map((row) => [row.uuid, row])), [data]);
}
