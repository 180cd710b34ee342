"use client";

import type { QueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { OwnQueries } from "@/components/query/client";
import { OwnQueriesContext, type QueriesPart } from "@/components/query/own-queries-context";
import { onSignOfLife } from "@/components/ui/sign-of-life";

const load = () => import("@/components/query/part");
// Nothing is asked again any sooner. A page that only loads has its time for itself.
const LOAD_AFTER_MS = 2_500;
const AGAIN_AFTER_MS = 10_000;

/**
 * What pages have asked of the server, kept for as long as one person is signed in. Use the person as its `key`: the next one
 * to sign in in this tab must see none of it. The library for it is loaded after the page, as what pages show at first came with them.
 */
export function OwnQueriesProvider({ person, children }: { person: string; children: ReactNode }) {
  const [queries] = useState<OwnQueries>(() => ({ person }));
  const [loaded, setLoaded] = useState<{ part: QueriesPart; client: QueryClient }>();
  useEffect(() => {
    if (loaded !== undefined) {
      loaded.client.mount();
      return () => loaded.client.unmount();
    }
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    const begin = () =>
      void load().then(
        (part) => {
          if (!left) setLoaded({ part, client: part.clientOf(queries) });
        },
        () => {
          clearTimeout(timer);
          if (!left) timer = setTimeout(begin, AGAIN_AFTER_MS);
        },
      );
    timer = setTimeout(begin, LOAD_AFTER_MS);
    const forget = onSignOfLife(begin);
    return () => {
      left = true;
      clearTimeout(timer);
      forget();
    };
  }, [queries, loaded]);
  const value = useMemo(() => ({ queries, loaded, load }), [queries, loaded]);
  return <OwnQueriesContext value={value}>{children}</OwnQueriesContext>;
}
