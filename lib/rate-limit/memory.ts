import { WINDOW_SECONDS } from "./quota";

/** What those share who are too many to be counted each. */
const OTHERS = "others";

type Counter = { count: number; endsAt: number };

/** Counts by key within a minute, in this process: at once, without a promise or a timer for each. */
export class MemoryCounters {
  readonly #most: number;
  // In the order in which their minutes end: each lasts as long, and begins at the end of the map.
  readonly #counters = new Map<string, Counter>();

  /** @param most how many are counted apart; the further ones are counted together */
  constructor(most: number) {
    this.#most = most;
  }

  /** Count one more. @returns how many there are in the minute under way, and how many milliseconds are left of it */
  take(key: string): { count: number; leftMs: number } {
    const now = performance.now();
    const counter = this.#current(key, now) ?? this.#begin(key, now);
    counter.count++;
    return { count: counter.count, leftMs: counter.endsAt - now };
  }

  #current(key: string, now: number): Counter | undefined {
    const counter = this.#counters.get(key);
    return counter !== undefined && counter.endsAt > now ? counter : undefined;
  }

  #begin(key: string, now: number): Counter {
    for (const [ended, { endsAt }] of this.#counters) {
      if (endsAt > now) break;
      this.#counters.delete(ended);
    }
    if (this.#counters.size >= this.#most && key !== OTHERS)
      return this.#current(OTHERS, now) ?? this.#begin(OTHERS, now);
    const counter = { count: 0, endsAt: now + WINDOW_SECONDS * 1000 };
    this.#counters.set(key, counter);
    return counter;
  }
}
