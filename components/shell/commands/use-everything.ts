import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchJson } from "@/components/query/fetch-json";
import { useOwnClient } from "@/components/query/use-own-client";
import { matching } from "@/components/ui/combobox-match";
import { holdsSecret } from "@/lib/access-token/secret/format";
import type { Found } from "@/lib/search/everything";

// Long enough not to ask in the middle of a word.
const TYPING_MS = 150;
const SHORTEST = 2;

/** What the server finds by a text, asked once typing pauses; never by a secret. `pending` until that is known. */
export function useEverything(text: string) {
  const [asked, setAsked] = useState("");
  const wanted = holdsSecret(text) ? "" : text.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const isAsked = asked.length >= SHORTEST;
  const { data, isFetching, isError, isPlaceholderData } = useQuery(
    {
      queryKey: ["search", asked],
      queryFn: ({ signal }) =>
        fetchJson<{ results: Found[] }>(`/account/search?${new URLSearchParams({ q: asked })}`, signal),
      enabled: isAsked,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    },
    useOwnClient(),
  );
  const isWanted = wanted.length >= SHORTEST;
  const results = isWanted && isAsked ? (data?.results ?? []) : [];
  const isOfBefore = wanted !== asked || isPlaceholderData;
  return {
    // Enter must not choose what no longer matches.
    found: isOfBefore
      ? results.filter(({ name, about }) => matching([`${name} ${about}`], wanted).length > 0)
      : results,
    pending: isWanted && (isFetching || wanted !== asked),
    failed: isWanted && isError,
  };
}
