"use client";

import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { userAgentLabel } from "@/lib/user-agent-words";

/** When, from where and by what it was used last. The time is live; a newer use brings its address along. */
export function LastUse({ token, asOf }: { token: TokenDetailsJson; asOf: string }) {
  const live = useLastUsed([token], asOf).get(token.uuid);
  const use = live?.last_use ?? token.last_use;
  if (use === null) {
    return (
      <p className="text-muted-foreground text-sm">
        Never used.
        {token.status === "active" && " A call shows here within seconds, with its address and what sent it."}
      </p>
    );
  }
  const agent = userAgentLabel(use.user_agent);
  return (
    <dl className="grid gap-x-6 gap-y-3.5 text-sm sm:grid-cols-[5rem_1fr]">
      <dt className="text-muted-foreground max-sm:-mb-3">When</dt>
      <dd>
        <Time at={use.used_at} tense="past" />
      </dd>
      <dt className="text-muted-foreground max-sm:-mb-3">From</dt>
      <dd className="break-all font-mono text-[0.8125rem]">{use.address ?? "unknown"}</dd>
      <dt className="text-muted-foreground max-sm:-mb-3">By</dt>
      <dd className="min-w-0">
        {agent ?? "a client that did not name itself"}
        {agent && agent !== use.user_agent && (
          <span className="mt-0.5 block break-words font-mono text-muted-foreground text-xs leading-4">
            {use.user_agent}
          </span>
        )}
      </dd>
    </dl>
  );
}
