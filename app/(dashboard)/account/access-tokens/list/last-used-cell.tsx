"use client";

import { UnusedBadge } from "@/components/access-token/unused-badge";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { unusedFor } from "@/lib/access-token/usage/unused";
import { Sparkline } from "./sparkline";

/** When a token was last used, and how much in the last 30 days; or that nothing uses it. */
export function LastUsedCell({
  token,
  daily,
}: {
  token: Pick<TokenDetailsJson, "status" | "created_at" | "last_used_at">;
  daily: readonly number[] | undefined;
}) {
  const unused = unusedFor(token, useNow());
  return (
    <div className="grid justify-items-start gap-1 lg:w-30">
      {token.last_used_at !== null ? (
        <Time at={token.last_used_at} tense="past" />
      ) : (
        // The badge says so already.
        unused === undefined && <span className="text-muted-foreground">Never</span>
      )}
      <UnusedBadge token={token} />
      {daily !== undefined && <Sparkline daily={daily} />}
    </div>
  );
}
