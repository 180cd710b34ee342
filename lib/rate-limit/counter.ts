import type { RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { MemoryCounters } from "./memory";
import { type Counted, type Quota, WINDOW_SECONDS } from "./quota";
import type { SharedStore } from "./shared-store";

export type CounterOptions = {
  limit: number;
  /** How many processes have a part of the limit each. */
  processes: number;
  /** How many keys are counted apart in memory. */
  most: number;
};

/**
 * Counts by key, within a minute. In memory each of several processes has its part of the limit; where there is a store that they share,
 * all of it is counted there, and in memory only while that does not answer.
 */
export class Counter {
  readonly #counted: Counted;
  readonly #limit: number;
  readonly #part: number;
  readonly #memory: MemoryCounters;
  #shared: { store: SharedStore; limiter: RateLimiterAbstract } | undefined;

  constructor(counted: Counted, { limit, processes, most }: CounterOptions) {
    this.#counted = counted;
    this.#limit = limit;
    this.#part = Math.ceil(limit / processes);
    this.#memory = new MemoryCounters(most);
  }

  /** Count in a store from now on; undefined: in memory. */
  share(store: SharedStore | undefined): void {
    this.#shared = store && { store, limiter: store.limiter(this.#counted, this.#limit) };
  }

  /** Count one more: at once where it is counted in memory. Never throws or rejects. */
  take(key: string): Quota | Promise<Quota> {
    const { store, limiter } = this.#shared ?? {};
    if (limiter === undefined || store?.mayBeAsked() !== true) return this.#takeInMemory(key);
    return takeFrom(limiter, key).then(
      ({ consumedPoints, msBeforeNext }) => {
        store.answered();
        return this.#quotaOf(this.#limit, consumedPoints, msBeforeNext);
      },
      (error) => {
        store.failed(error);
        return this.#takeInMemory(key);
      },
    );
  }

  #takeInMemory(key: string): Quota {
    const { count, leftMs } = this.#memory.take(key);
    return this.#quotaOf(this.#part, count, leftMs);
  }

  #quotaOf(limit: number, count: number, leftMs: number): Quota {
    return {
      counted: this.#counted,
      limit,
      remaining: Math.max(0, limit - count),
      resetSeconds: Math.min(WINDOW_SECONDS, Math.max(1, Math.ceil(leftMs / 1000))),
      isOver: count > limit,
    };
  }
}

/** It rejects with what it counted when the limit is passed, and with an error when its store fails. */
function takeFrom(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes> {
  return limiter.consume(key).catch((rejected) => {
    if (isCounted(rejected)) return rejected;
    throw rejected;
  });
}

// Several copies of the library may be loaded, each with a class of its own.
function isCounted(rejected: unknown): rejected is RateLimiterRes {
  return typeof rejected === "object" && rejected !== null && "consumedPoints" in rejected;
}
