"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useOptimistic, useTransition } from "react";
import type { AnyQuery, List, ListQuery } from "@/lib/list/definition";
import { anyHref, anyQuery } from "@/lib/list/href";
import { parseHref } from "@/lib/list/parse";

type AnyList = {
  list: List;
  path: string;
  /** The current request: while new rows load, already theirs, so that a second change adds to the first. */
  query: AnyQuery;
  /** The address after `change`; on the first page, unless the page is what changes. */
  href: (change?: Partial<AnyQuery>) => string;
  go: (href: string, options?: { replace: boolean }) => void;
  pending: boolean;
};

const ListContext = createContext<AnyList | undefined>(undefined);

/** Moves between views of the list at `path`: the old rows stay, and say that they are old, until the new ones are there. */
export function ListState<L extends List>({
  list,
  path,
  query: shown,
  children,
}: {
  list: L;
  path: string;
  query: ListQuery<L>;
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [query, ask] = useOptimistic(anyQuery(shown));
  const go = useCallback(
    (href: string, options?: { replace: boolean }) => {
      startTransition(() => {
        ask(anyQuery(parseHref(list, href)));
        if (options?.replace) router.replace(href, { scroll: false });
        else router.push(href, { scroll: false });
      });
    },
    [router, ask, list],
  );
  const value = useMemo(
    () => ({ list, path, query, href: (change = {}) => anyHref(list, path, query, change), go, pending }),
    [list, path, query, go, pending],
  );
  return <ListContext value={value}>{children}</ListContext>;
}

/** For a part that any list can have. */
export function useAnyList(): AnyList {
  const state = useContext(ListContext);
  if (state === undefined) throw new Error("a part of a list stands outside ListState");
  return state;
}

type KnownList<L extends List> = Omit<AnyList, "list" | "query" | "href"> & {
  query: ListQuery<L>;
  href: (change?: Partial<ListQuery<L>>) => string;
};

/** For a part of this one list. */
export function useList<L extends List>(list: L): KnownList<L> {
  const state = useAnyList();
  if (state.list.name !== list.name) throw new Error(`a part of ${list.name} stands in ${state.list.name}`);
  // What the context holds under this list's name was parsed by its definition.
  return state as unknown as KnownList<L>;
}
