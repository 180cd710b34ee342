"use client";

import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { UNUSED_LABELS, unusedFor } from "@/lib/access-token/usage/unused";

/** Says of an active token that nothing uses it; nothing of any other. */
export function UnusedBadge({ token }: { token: Pick<TokenDetailsJson, "status" | "created_at" | "last_used_at"> }) {
  const unused = unusedFor(token, useNow());
  return unused === undefined ? null : <Badge variant="warning">{UNUSED_LABELS[unused]}</Badge>;
}
