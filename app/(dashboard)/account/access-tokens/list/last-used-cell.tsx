"use client";

import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { UNUSED_LABELS, unusedFor } from "@/lib/access-token/usage/unused";
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
    <div className="grid justify-items-start gap-0.5 @max-3xl:inline">
      {token.last_used_at !== null ? (
        <Time at={token.last_used_at} tense="past" />
      ) : (
        // What nothing uses is said below.
        unused === undefined && <span className="text-muted-foreground @max-3xl:lowercase">Never</span>
      )}
      {unused !== undefined && (
        <span className="whitespace-nowrap text-warning-text text-xs leading-4 @max-3xl:hidden">
          {UNUSED_LABELS[unused]}
        </span>
      )}
      {unused !== undefined && token.last_used_at === null && <span className="@3xl:hidden">never</span>}
      {daily !== undefined && <Sparkline daily={daily} />}
    </div>
  );
}
