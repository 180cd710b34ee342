"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { headersBy } from "@/components/query/fetch-json";
import { useAskedBy } from "@/components/query/use-asked-by";
import type { BellJson } from "@/lib/notice/json";

const ADDRESS = "/account/notifications/bell";
const KEY = ["notices"];
// A notice is worth a glance, not an alarm.
const POLL_MS = 30_000;

type BellData = { unread: number; notices?: BellJson["notices"] };

/**
 * How many notices are unread and, once asked for, the newest ones; asked again every half minute while the page is visible.
 * @param seed what the server counted for the page at `asOf`
 */
export function useBell(seed: number, asOf: string) {
  const queryClient = useQueryClient();
  const rendered = useRef(asOf);
  useEffect(() => {
    if (rendered.current === asOf) return;
    rendered.current = asOf;
    // The count is newer; the notices of an open bell stay.
    queryClient.setQueryData<BellData>(KEY, (bell) => ({ ...bell, unread: seed }));
  }, [queryClient, seed, asOf]);
  const { askedBy, byHand } = useAskedBy();
  const { data, isError, refetch } = useQuery<BellData>({
    queryKey: KEY,
    queryFn: ({ signal }) => ask({ signal, headers: headersBy(askedBy()) }),
    initialData: { unread: seed },
    staleTime: POLL_MS,
    // A session that ended answers no more: asking on would only fill the console.
    refetchInterval: ({ state }) => (state.status === "error" ? false : POLL_MS),
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
    retry: 1,
  });
  return { data, isError, refetch: () => byHand(refetch) };
}

/** Mark notices as read. The bell knows at once, and what the server shows of them follows. */
export function useMarkRead() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (read: readonly string[] | "all") =>
      ask({
        method: "POST",
        body: JSON.stringify({ read }),
        headers: { "Content-Type": "application/json" },
        // A link that is followed leaves the page at the same moment.
        keepalive: true,
      }),
    onSuccess: async (bell) => {
      // What was asked for before knows less.
      await queryClient.cancelQueries({ queryKey: KEY });
      queryClient.setQueryData<BellData>(KEY, bell);
      router.refresh();
    },
  });
}

async function ask(init: RequestInit): Promise<BellJson> {
  const answer = await fetch(ADDRESS, { ...init, cache: "no-store" });
  if (!answer.ok) throw new Error(`notices could not be read: ${answer.status}`);
  return await answer.json();
}
