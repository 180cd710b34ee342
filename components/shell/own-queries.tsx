"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { OwnQueries } from "@/components/query/client";
import { type LoadedQueries, OwnQueriesContext } from "@/components/query/own-queries-context";
import { onSignOfLife } from "@/components/ui/sign-of-life";

// Nothing is asked again any sooner. A page that only loads has its time for itself.
const LOAD_AFTER_MS = 2_500;
const AGAIN_AFTER_MS = 10_000;

/**
 * What pages have asked of the server, kept for as long as one person is signed in. Use the person as its `key`: the next one
 * to sign in in this tab must see none of it. The library for it is loaded after the page, as what pages show at first came with them.
 */
export function OwnQueriesProvider({ children }: { children: ReactNode }) {
  const [queries] = useState<OwnQueries>(() => ({}));
  const [loaded, setLoaded] = useState<LoadedQueries>();
  const [hasFailed, setHasFailed] = useState(false);
  const load = useCallback(async () => {
    const part = await import("@/components/query/part").catch(() => undefined);
    if (part === undefined) setHasFailed(true);
    else setLoaded((known) => known ?? { part, client: part.clientOf(queries) });
    return part;
  }, [queries]);
  useEffect(() => {
    if (loaded !== undefined) {
      loaded.client.mount();
      return () => loaded.client.unmount();
    }
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    const begin = async () => {
      if ((await load()) !== undefined || left) return;
      clearTimeout(timer);
      timer = setTimeout(begin, AGAIN_AFTER_MS);
    };
    timer = setTimeout(begin, LOAD_AFTER_MS);
    const forget = onSignOfLife(begin);
    return () => {
      left = true;
      clearTimeout(timer);
      forget();
    };
  }, [load, loaded]);
  const value = useMemo(() => ({ queries, loaded, hasFailed, load }), [queries, loaded, hasFailed, load]);
  return <OwnQueriesContext value={value}>{children}</OwnQueriesContext>;
}
