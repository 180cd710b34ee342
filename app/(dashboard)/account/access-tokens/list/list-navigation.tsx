"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useTransition } from "react";

type Navigation = { go: (href: string, options?: { replace: boolean }) => void; pending: boolean };

const NavigationContext = createContext<Navigation>({ go: () => {}, pending: false });

/** Moves between views of the list: the old rows stay, and say that they are old, until the new ones are there. */
export function ListNavigation({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = useCallback(
    (href: string, options?: { replace: boolean }) => {
      startTransition(() => {
        if (options?.replace) router.replace(href, { scroll: false });
        else router.push(href, { scroll: false });
      });
    },
    [router],
  );
  const value = useMemo(() => ({ go, pending }), [go, pending]);
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useListNavigation(): Navigation {
  return useContext(NavigationContext);
}
