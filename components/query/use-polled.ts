"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { fetchJson } from "./fetch-json";
import { useAskedBy } from "./use-asked-by";
import { useLaterQuery } from "./use-later-query";

type Polled<Answer, Data> = {
  /** Identifies what is asked for. What the server renders again is newer than any earlier answer. */
  key: readonly unknown[];
  path: string | ((data: Data) => string);
  /** What the server rendered. */
  seed: Data;
  /** How long to wait before asking again; false: no more. */
  every: (data: Data) => number | false;
  read: (answer: Answer, before: Data) => Data;
  enabled?: boolean;
};

/** What the server rendered, asked again every few seconds as long as the page is visible. */
export function usePolled<Answer, Data>({ key, path, seed, every, read, enabled = true }: Polled<Answer, Data>) {
  const { askedBy, byHand } = useAskedBy();
  const {
    data = seed,
    isError,
    refetch,
  } = useLaterQuery<Data>(
    {
      queryKey: key,
      queryFn: async ({ signal, client, queryKey }): Promise<Data> => {
        const before = client.getQueryData<Data>(queryKey) ?? seed;
        const asked = typeof path === "string" ? path : path(before);
        return read(await fetchJson<Answer>(asked, signal, askedBy()), before);
      },
      initialData: () => seed,
      enabled,
      // An ended session gets no more answers: asking again would only fill the console.
      refetchInterval: ({ state }) => (state.status === "error" ? false : every(state.data ?? seed)),
      refetchOnWindowFocus: "always",
      refetchOnReconnect: "always",
      retry: 2,
    },
    seed,
  );
  return { data, isError, refetch: () => byHand(refetch) };
}

/** Refresh the page once `changed`: the answer implies changes beyond what it contains. */
export function useRefreshWhen(changed: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (changed) router.refresh();
  }, [changed, router]);
}
