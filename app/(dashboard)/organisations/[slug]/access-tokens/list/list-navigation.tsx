"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useOptimistic,
  useTransition,
} from "react";
import { type ListQuery, listPath, parseListQuery } from "./query";

type Navigation = {
  slug: string;
  /** What is asked for: on the way to new rows already that of the new ones, so that a second change adds to the first. */
  query: ListQuery;
  go: (href: string, options?: { replace: boolean }) => void;
  pending: boolean;
};

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Moves between views of the list: the old rows stay, and say that they are old, until the new ones are there. */
export function ListNavigation({
  slug,
  query: shown,
  children,
}: {
  slug: string;
  query: ListQuery;
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [query, ask] = useOptimistic(shown);
  const go = useCallback(
    (href: string, options?: { replace: boolean }) => {
      startTransition(() => {
        ask(parseListQuery(Object.fromEntries(new URLSearchParams(href.slice(listPath(slug).length)))));
        if (options?.replace) router.replace(href, { scroll: false });
        else router.push(href, { scroll: false });
      });
    },
    [router, ask, slug],
  );
  const value = useMemo(() => ({ slug, query, go, pending }), [slug, query, go, pending]);
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useListNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error("a part of the list stands outside ListNavigation");
  return navigation;
}

/** A link to another view of the list. A plain link without JavaScript. */
export function ListLink({ href, ...props }: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  const { go } = useListNavigation();
  return (
    <Link
      {...props}
      href={href}
      scroll={false}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        go(href);
      }}
    />
  );
}
