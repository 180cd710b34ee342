import cluster from "node:cluster";
import { processWide } from "@/db/process-wide";
import { clientNetwork } from "@/lib/client-network";
import { env } from "@/lib/env";
import { Counter } from "./counter";
import type { Quota } from "./quota";
import { SharedStore } from "./shared-store";

// Counters take some 150 bytes each, for a minute. Live tokens are no more than there are; addresses anybody may have many.
const [MOST_TOKENS, MOST_ADDRESSES] = [1_000_000, 100_000];

type RateLimits = { requests: Counter | undefined; failures: Counter | undefined };

function rateLimits(): RateLimits {
  return processWide("rate limits", () => {
    const { WORKERS, RATE_LIMIT_PER_MINUTE, AUTH_FAILURES_PER_MINUTE } = env();
    const processes = cluster.isWorker ? WORKERS : 1;
    const requests = { limit: RATE_LIMIT_PER_MINUTE, processes, most: MOST_TOKENS };
    const failures = { limit: AUTH_FAILURES_PER_MINUTE, processes, most: MOST_ADDRESSES };
    return {
      requests: requests.limit === 0 ? undefined : new Counter("default", requests),
      failures: failures.limit === 0 ? undefined : new Counter("failed-authentication", failures),
    };
  });
}

/** Count a request of a live token; undefined where there is no limit. At once where it is counted in memory; never throws or rejects. */
export function countRequest(tokenId: string): Quota | Promise<Quota> | undefined {
  return rateLimits().requests?.take(tokenId);
}

/** Count an authentication from this address that failed; likewise. */
export function countFailure(address: string | null): Quota | Promise<Quota> | undefined {
  return rateLimits().failures?.take(clientNetwork(address) ?? "unknown");
}

/** Count in this Redis from now on, whenever it answers. @returns what ends it */
export async function shareRateLimits(
  url: string,
  say: (sentence: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const store = await SharedStore.connect(url, say);
  const counters = Object.values(rateLimits());
  for (const counter of counters) counter?.share(store);
  return {
    stop: async () => {
      for (const counter of counters) counter?.share(undefined);
      store.close();
    },
  };
}
