import type { Redis } from "ioredis";
import { type RateLimiterAbstract, RateLimiterRedis } from "rate-limiter-flexible";
import { WINDOW_SECONDS } from "./quota";

// A counter takes a fraction of a millisecond. What does not answer by then is not waited for by any other request for a while.
const ANSWER_MS = 250;
const CONNECT_MS = 1_000;
const ASK_AGAIN_MS = 1_000;

/** A Redis where several processes and instances count together. While it is away, everybody counts alone. */
export class SharedStore {
  readonly #client: Redis;
  readonly #say: (sentence: string) => void;
  #isAway = false;
  #askAgainAt = 0;

  private constructor(client: Redis, say: (sentence: string) => void) {
    this.#client = client;
    this.#say = say;
  }

  /** Resolves once it is known whether it answers, in a second at most. Never rejects. @param say tells the operator, once for each change */
  static async connect(url: string, say: (sentence: string) => void): Promise<SharedStore> {
    // A library that most instances have no use for.
    const { Redis } = await import("ioredis");
    const client = new Redis(url, {
      commandTimeout: ANSWER_MS,
      connectTimeout: CONNECT_MS,
      // What cannot be counted now is counted in memory, and not later.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(100 * times, ASK_AGAIN_MS),
    });
    const store = new SharedStore(client, say);
    client.on("error", (error) => store.failed(error));
    client.on("ready", () => store.answered());
    await new Promise<void>((resolve) => {
      client.once("ready", resolve);
      client.once("error", () => resolve());
    });
    return store;
  }

  /** What counts there, up to a limit. Its promises reject with an error while it is away. */
  limiter(name: string, limit: number): RateLimiterAbstract {
    const options = { points: limit, duration: WINDOW_SECONDS, keyPrefix: `latchkey:${name}` };
    return new RateLimiterRedis({ storeClient: this.#client, ...options });
  }

  /** False while it is away, but for one request now and then that finds out whether it is back. */
  mayBeAsked(): boolean {
    if (!this.#isAway) return true;
    const now = performance.now();
    if (now < this.#askAgainAt) return false;
    this.#askAgainAt = now + ASK_AGAIN_MS;
    return true;
  }

  answered(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#say("Redis responds again: requests are counted there.");
  }

  failed(error: unknown): void {
    this.#askAgainAt = performance.now() + ASK_AGAIN_MS;
    if (this.#isAway) return;
    this.#isAway = true;
    const why = error instanceof Error ? error.message || error.name : "unknown reason";
    this.#say(`Redis does not respond (${why}): each process counts in memory until it does.`);
  }

  close(): void {
    this.#client.disconnect();
  }
}
