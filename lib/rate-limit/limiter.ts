import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { processWide } from "@/db/process-wide";
import { env } from "@/lib/env";

const A_MINUTE = 60;

/** What is counted apart from everything else. */
export type Counted = "secret reports" | "secret look-ups";

/**
 * Count one more for whoever this is. Each process counts for itself, and allows its part of the whole.
 * @returns after how many seconds to ask again; undefined where there was room
 */
export async function countOne(what: Counted, whose: string): Promise<number | undefined> {
  const { AUTH_FAILURES_PER_MINUTE: most, WORKERS: processes } = env();
  if (most === 0) return undefined;
  const points = Math.ceil(most / processes);
  const limiter = processWide(`rate limit of ${what}`, () => new RateLimiterMemory({ points, duration: A_MINUTE }));
  try {
    await limiter.consume(whose);
    return undefined;
  } catch (refused) {
    if (!isRefusal(refused)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
  }
}

// Next.js may have this library several times, each with a class of its own: the limiter that they share may be another one's.
function isRefusal(refused: unknown): refused is RateLimiterRes {
  return typeof refused === "object" && refused !== null && "msBeforeNext" in refused;
}
