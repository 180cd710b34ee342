"use client";

import { useEffect, useRef } from "react";
import { headersBy } from "@/components/query/fetch-json";
import { useQueries } from "@/components/query/own-queries-context";
import { useAskedBy } from "@/components/query/use-asked-by";
import { useLaterQuery } from "@/components/query/use-later-query";
import type { BellJson } from "@/lib/notice/json";

const ADDRESS = "/account/notifications/bell";
export const BELL_KEY = ["notices"];
// A notice is worth a glance, not an alarm.
const POLL_MS = 30_000;

export type BellData = { unread: number; notices?: BellJson["notices"] };

/**
 * How many notices are unread and, once asked for, the newest ones; asked again every half minute while the page is visible.
 * @param seed what the server counted for the page at `asOf`
 */
export function useBell(seed: number, asOf: string) {
  const { loaded } = useQueries();
  const rendered = useRef(asOf);
  useEffect(() => {
    if (rendered.current === asOf) return;
    rendered.current = asOf;
    // The count is newer; the notices of an open bell stay.
    loaded?.client.setQueryData<BellData>(BELL_KEY, (bell) => ({ ...bell, unread: seed }));
  }, [loaded, seed, asOf]);
  const { askedBy, byHand } = useAskedBy();
  const counted: BellData = { unread: seed };
  const {
    data = counted,
    isError,
    refetch,
  } = useLaterQuery<BellData>(
    {
      queryKey: BELL_KEY,
      queryFn: ({ signal }) => askBell({ signal, headers: headersBy(askedBy()) }),
      initialData: counted,
      staleTime: POLL_MS,
      // A session that ended answers no more: asking on would only fill the console.
      refetchInterval: ({ state }) => (state.status === "error" ? false : POLL_MS),
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
      retry: 1,
    },
    counted,
  );
  return { data, isError, refetch: () => byHand(refetch) };
}

/** What the bell shows. */
export async function askBell(init: RequestInit): Promise<BellJson> {
  const answer = await fetch(ADDRESS, { ...init, cache: "no-store" });
  if (!answer.ok) throw new Error(`notices could not be read: ${answer.status}`);
  return await answer.json();
}
