"use client";

import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { userAgentLabel } from "@/lib/user-agent-label";

/** When, from where and by what it was used last. The time is live; a newer use brings its address along. */
export function LastUse({ token, asOf }: { token: TokenDetailsJson; asOf: string }) {
  const live = useLastUsed([token], asOf).get(token.uuid);
  const use = live?.last_use ?? token.last_use;
  if (use === null) return "Never";
  return (
    <>
      <Time at={use.used_at} tense="past" />
      <span className="block text-[0.8125rem] text-muted-foreground">
        from <span className="break-all font-mono text-xs">{use.address ?? "an unknown address"}</span> by{" "}
        <span className="break-words" title={use.user_agent}>
          {userAgentLabel(use.user_agent) ?? "an unnamed client"}
        </span>
      </span>
    </>
  );
}
