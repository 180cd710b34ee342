"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

const STALE_MS = 10_000;
// Coming back to a tab asks for nothing by itself: what shall be kept up to date says so.
const ONLY_WHEN_ASKED = { refetchOnWindowFocus: false, refetchOnReconnect: false };

/**
 * What pages have asked of the server, kept for as long as one person is signed in. Use the person as its `key`: the next one
 * to sign in in this tab must see none of it.
 */
export function OwnQueries({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1, ...ONLY_WHEN_ASKED } } }),
  );
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
