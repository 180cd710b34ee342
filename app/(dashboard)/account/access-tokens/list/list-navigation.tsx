"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useOptimistic, useTransition } from "react";
import { type ListQuery, parseListHref } from "@/components/access-token/list/list-query";

type Navigation = {
  /** What is asked for: on the way to new rows already that of the new ones, so that a second change adds to the first. */
  query: ListQuery;
  go: (href: string, options?: { replace: boolean }) => void;
  pending: boolean;
};

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Moves between views of the list: the old rows stay, and say that they are old, until the new ones are there. */
export function ListNavigation({ query: shown, children }: { query: ListQuery; children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [query, ask] = useOptimistic(shown);
  const go = useCallback(
    (href: string, options?: { replace: boolean }) => {
      startTransition(() => {
        ask(parseListHref(href));
        if (options?.replace) router.replace(href, { scroll: false });
        else router.push(href, { scroll: false });
      });
    },
    [router, ask],
  );
  const value = useMemo(() => ({ query, go, pending }), [query, go, pending]);
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useListNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error("a part of the list stands outside ListNavigation");
  return navigation;
}
