"use client";

import { Badge } from "@/components/ui/badge";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { useUnstored } from "./reveal/unstored";

/** Says of a token that the secret which a page showed was never stored; nothing of any other. */
export function UnstoredBadge({ token }: { token: TokenDetailsJson }) {
  return useUnstored(token) === null ? null : <Badge variant="warning">Secret not stored</Badge>;
}
