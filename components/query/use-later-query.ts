"use client";

import type { QueryFunction, QueryKey, QueryObserverOptions, QueryObserverResult } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useQueries } from "./own-queries-context";

type Options<Data> = QueryObserverOptions<Data, Error, Data, Data, QueryKey> & {
  queryKey: QueryKey;
  queryFn: QueryFunction<Data>;
};

type Result<Data> = Pick<QueryObserverResult<Data, Error>, "data" | "isError" | "isFetching" | "isPlaceholderData"> & {
  refetch: () => Promise<Pick<QueryObserverResult<Data, Error>, "data">>;
};

const NOTHING = () => {};

/** `useQuery` for what a page shows at first, without the library: until that is loaded, it gives `seed`. */
export function useLaterQuery<Data>(options: Options<Data>, seed: Data): Result<Data> {
  const { queries, loaded, load } = useQueries();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for as long as the page shows it; its options are set below, whenever they change
  const observer = useMemo(
    () => loaded && new loaded.part.QueryObserver<Data, Error, Data, Data, QueryKey>(loaded.client, options),
    [loaded],
  );
  const known = loaded && {
    ...loaded.client.defaultQueryOptions(options),
    _optimisticResults: "optimistic" as const,
  };
  const result = known && observer?.getOptimisticResult(known);
  useEffect(() => {
    if (known) observer?.setOptions(known);
  });
  const subscribe = useCallback(
    (changed: () => void) => {
      if (loaded === undefined || observer === undefined) return NOTHING;
      const leave = observer.subscribe(loaded.part.notifyManager.batchCalls(changed));
      observer.updateResult();
      return leave;
    },
    [loaded, observer],
  );
  const current = () => observer?.getCurrentResult();
  useSyncExternalStore(subscribe, current, current);
  if (observer !== undefined && result !== undefined) return observer.trackResult(result);
  return {
    data: seed,
    isError: false,
    isFetching: false,
    isPlaceholderData: false,
    // Whoever presses a button at once does not wait for the page to be told.
    refetch: async () => {
      const asked = load().then(({ clientOf }) => clientOf(queries).fetchQuery({ ...options, staleTime: 0 }));
      // The library keeps that it failed, and says so once it is loaded.
      return { data: await asked.catch(() => undefined) };
    },
  };
}
