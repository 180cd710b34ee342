"use client";

import { Time } from "@/components/ui/time";
import type { NamedSourceJson } from "@/lib/access-token/usage/json";
import { countLabel, requestsLabel } from "@/lib/access-token/usage/labels";

/** Where a secret was used from: client and time, then address, route and how often. Newest first. */
export function SourceList({ sources }: { sources: readonly NamedSourceJson[] }) {
  return (
    <ul className="grid gap-2.5">
      {sources.map(({ address, user_agent, client, route, requests, refused, last_seen_at }) => (
        <li key={`${address} ${user_agent} ${route}`} className="grid gap-0.5">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 break-words" title={user_agent}>
              {client ?? "Unnamed client"}
            </span>
            <Time at={last_seen_at} tense="past" className="shrink-0 text-[0.8125rem] text-muted-foreground" />
          </span>
          <span className="wrap-anywhere flex flex-wrap gap-x-3 font-mono text-muted-foreground text-xs leading-5">
            <span>{address ?? "unknown address"}</span> <span>{route}</span>
          </span>
          <span className="text-[0.8125rem] text-muted-foreground tabular-nums">
            {requestsLabel(requests + refused)}
            {refused > 0 && <span className="text-danger-text">, {countLabel(refused)} denied</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
