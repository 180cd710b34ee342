"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { getNonce, setNonce } from "get-nonce";
import { type ReactNode, useState } from "react";
import { TooltipProvider } from "./ui/tooltip";

const STALE_MS = 10_000;

/**
 * What every page of the browser shares. `nonce` goes to the one library that writes a `<style>` of its own (Radix' scroll lock). Only the first one
 * counts: the document keeps the policy it was loaded with, while a refresh of the layout brings a new nonce.
 */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(() => {
    // On the server the module is shared by all requests; nothing writes a style there.
    if (typeof window !== "undefined" && nonce && !getNonce()) setNonce(nonce);
    return new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1 } } });
  });
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={250}>{children}</TooltipProvider>
    </QueryClientProvider>
  );
}
