"use client";

import type { QueryFunction, QueryKey, QueryObserverOptions, QueryObserverResult } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useQueries } from "./own-queries-context";

type Options<Data> = QueryObserverOptions<Data, Error, Data, Data, QueryKey> & {
  queryKey: QueryKey;
  queryFn: QueryFunction<Data>;
};

type Result<Data> = Pick<QueryObserverResult<Data, Error>, "data" | "isError" | "isFetching" | "isPlaceholderData"> & {
  refetch: () => Promise<Pick<QueryObserverResult<Data, Error>, "data">>;
};

const NOTHING = () => {};

/**
 * `useQuery` for what a page shows at first, without the library: until that is loaded, it gives `seed`. Where what is asked for did not come
 * with the page (there is no `initialData`), that is a placeholder. If the library cannot be loaded, what is to be kept up to date, did not
 * come, or was asked for again has failed.
 */
export function useLaterQuery<Data>(options: Options<Data>, seed: Data): Result<Data> {
  const { queries, loaded, hasFailed, load } = useQueries();
  const [asked, setAsked] = useState<"now" | "before">();
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
  const isMissing = options.initialData === undefined;
  const isLive = options.refetchInterval !== undefined && options.enabled !== false;
  return {
    data: seed,
    isError: hasFailed && (isLive || isMissing || asked !== undefined),
    isFetching: asked === "now" || (isMissing && !hasFailed),
    isPlaceholderData: isMissing,
    // Whoever presses a button at once does not wait for the page to be told.
    refetch: async () => {
      setAsked("now");
      const part = await load();
      // The library keeps that a request failed, and says so once it is loaded.
      const fetched = part?.clientOf(queries).fetchQuery({ ...options, staleTime: 0 });
      const data = await fetched?.catch(() => undefined);
      setAsked("before");
      return { data };
    },
  };
}
