import cluster from "node:cluster";
import { processWide } from "@/db/process-wide";
import { clientNetwork } from "@/lib/client-network";
import { env } from "@/lib/env";
import { Counter } from "./counter";
import type { Counted, Quota } from "./quota";
import { SharedStore } from "./shared-store";

// Counters take some 150 bytes each, for a minute. Live tokens are no more than there are; addresses anybody may have many.
const [MOST_TOKENS, MOST_ADDRESSES] = [1_000_000, 100_000];

type RateLimits = Readonly<Record<"requests" | "failures" | "reports" | "lookUps" | "logins", Counter | undefined>>;

function rateLimits(): RateLimits {
  return processWide("rate limits", () => {
    const { WORKERS, RATE_LIMIT_PER_MINUTE, AUTH_FAILURES_PER_MINUTE } = env();
    const processes = cluster.isWorker ? WORKERS : 1;
    const counter = (counted: Counted, limit: number, most: number) =>
      limit === 0 ? undefined : new Counter(counted, { limit, processes, most });
    return {
      requests: counter("default", RATE_LIMIT_PER_MINUTE, MOST_TOKENS),
      failures: counter("failed-authentication", AUTH_FAILURES_PER_MINUTE, MOST_ADDRESSES),
      reports: counter("leak-report", AUTH_FAILURES_PER_MINUTE, MOST_ADDRESSES),
      lookUps: counter("look-up", AUTH_FAILURES_PER_MINUTE, MOST_TOKENS),
      logins: counter("device-login", AUTH_FAILURES_PER_MINUTE, MOST_ADDRESSES),
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

/** Count a report of leaked secrets from this address; likewise. */
export function countReport(address: string | null): Quota | Promise<Quota> | undefined {
  return rateLimits().reports?.take(clientNetwork(address) ?? "unknown");
}

/** Count a login that a device begins from this address; likewise. */
export function countLogin(address: string | null): Quota | Promise<Quota> | undefined {
  return rateLimits().logins?.take(clientNetwork(address) ?? "unknown");
}

/** Count a look-up of secrets by a live token; likewise. */
export function countLookUp(tokenId: string): Quota | Promise<Quota> | undefined {
  return rateLimits().lookUps?.take(tokenId);
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
