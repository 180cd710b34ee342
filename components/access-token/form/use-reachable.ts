import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchJson } from "@/components/query/fetch-json";
import { useOwnClient } from "@/components/query/use-own-client";
import { type ReachChoice, reachKey } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { holdsSecret } from "@/lib/access-token/secret/format";

type Answer = { results: ReachChoice[]; named: ReachChoice[] };

// Long enough not to ask in the middle of a word.
const TYPING_MS = 180;

/** The choices whose names contain these words. Asked while `open`, once typing pauses; never with a secret. */
export function useReachable(search: string, organisation: string | undefined, open: boolean) {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    if (holdsSecret(search)) return;
    const timer = setTimeout(() => setAsked(search), TYPING_MS);
    return () => clearTimeout(timer);
  }, [search]);
  return useQuery(
    {
      queryKey: ["access-tokens", "reachable", organisation ?? "", asked],
      queryFn: ({ signal }) =>
        fetchReachable({ q: asked, ...(organisation === undefined ? {} : { organisation }) }, [], signal),
      enabled: open,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      select: ({ results }) => results,
    },
    useOwnClient(),
  );
}

/** The names of what a token is limited to already. */
export function useNamedLimits(limits: readonly LimitJson[]) {
  const keys = limits.map(keyOf);
  return useQuery(
    {
      queryKey: ["access-tokens", "named-limits", keys],
      queryFn: ({ signal }) => fetchReachable({}, keys, signal),
      enabled: keys.length > 0,
      select: ({ named }) => named,
    },
    useOwnClient(),
  );
}

function keyOf({ organisation, application, environment }: LimitJson): string {
  return reachKey({ organisation, application: application ?? null, environment: environment ?? null });
}

async function fetchReachable(
  given: Record<string, string>,
  limits: readonly string[],
  signal: AbortSignal,
): Promise<Answer> {
  const query = new URLSearchParams(given);
  for (const limit of limits) query.append("limit", limit);
  return await fetchJson<Answer>(`${LIST_PATH}/reachable?${query}`, signal);
}
