import type pg from "pg";
import { type AuthenticationRow, secretsForAuthentication } from "@/db/access-token/authentication";
import { silence } from "@/db/silence";
import { outsideSpans } from "@/db/span";
import { Busy, hadNoTime, isUnavailable } from "@/db/unavailable";

/** What a look-up found, at which moment (`RecentChanges`) it had begun, and whether one of those who asked took care of it. */
export type Found = { readonly row: AuthenticationRow | undefined; readonly since: number; isKept: boolean };

type Asked = {
  readonly digest: Buffer;
  /** The same in hex, as a row names it. */
  readonly hex: string;
  readonly from: number;
  /** When the statement was sent; undefined while it waits for its turn. */
  since: number | undefined;
  /** It has failed once while the database was there: a connection that could not be made in time, for example. */
  isRepeated: boolean;
  readonly waiting: { resolve(found: Found): void; reject(error: unknown): void }[];
};

export type LookUpsOptions = {
  /** Its own, so that nobody else's statements keep it waiting. */
  pool: pg.Pool;
  /** Where notices are counted. */
  moment(): number;
  /** Whether notices arrive at present. */
  isTold(): boolean;
};

// More at once would only wait for each other in the database.
const STATEMENTS = 2;
const SECRETS_OF_A_STATEMENT = 64;
const MOST_WAITING = 10_000;
// Who waited longer has gone, or asks again.
const LONGEST_WAIT_MS = 5_000;
const STATEMENT_MS = 5_000;
// In which a request that was refused goes another way, and asks once more.
const REFUSED_MS = 100;

/** Look-ups of secrets, many in one statement and few statements at a time. Those that come meanwhile wait for their turn. */
export class LookUps {
  readonly #options: LookUpsOptions;
  /** By what the secret is remembered by: the latest look-up of it. */
  readonly #latest = new Map<string, Asked>();
  /** Why they were just refused, after a wait, while nothing proved that the database is there: nobody waits for it twice. */
  readonly #refused = new Map<string, unknown>();
  #queue: [string, Asked][] = [];
  #running = 0;
  #isScheduled = false;

  constructor(options: LookUpsOptions) {
    this.#options = options;
  }

  /**
   * The row of a secret as it was when this was asked, or later. Shares a look-up that waits for its turn, and one that is under
   * way if nothing at all has changed since it began: what that one read may be older than a change that was acknowledged.
   * @throws Busy when too many wait; whatever the database throws
   */
  ask(key: string, digest: Buffer, hex = digest.toString("hex")): Promise<Found> {
    if (this.#refused.has(key) && !this.#options.isTold()) return Promise.reject(this.#refused.get(key));
    const latest = this.#latest.get(key);
    if (latest !== undefined && this.#isFresh(latest)) {
      return new Promise((resolve, reject) => latest.waiting.push({ resolve, reject }));
    }
    if (this.#queue.length >= MOST_WAITING) return Promise.reject(new Busy("too many secrets to look up"));
    return new Promise((resolve, reject) => {
      const asked: Asked = {
        digest,
        hex,
        from: performance.now(),
        since: undefined,
        isRepeated: false,
        waiting: [{ resolve, reject }],
      };
      this.#latest.set(key, asked);
      this.#queue.push([key, asked]);
      this.#schedule();
    });
  }

  #isFresh({ since }: Asked): boolean {
    return since === undefined || (this.#options.isTold() && since === this.#options.moment());
  }

  // After what has arrived at this moment was read: it goes into one statement.
  #schedule() {
    if (this.#isScheduled || this.#running >= STATEMENTS) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      outsideSpans(() => {
        while (this.#running < STATEMENTS && this.#queue.length > 0) void this.#run();
      });
    });
  }

  async #run(): Promise<void> {
    const batch = this.#queue.splice(0, SECRETS_OF_A_STATEMENT).filter((waiting) => !this.#isTooLate(waiting));
    if (batch.length === 0) return;
    this.#running++;
    const since = this.#options.moment();
    for (const [, asked] of batch) asked.since = since;
    try {
      const rows = await this.#select(batch.map(([, { digest }]) => digest));
      for (const [key, asked] of batch) {
        this.#forget(key, asked);
        const found: Found = { row: rows.get(asked.hex), since, isKept: false };
        for (const { resolve } of asked.waiting) resolve(found);
      }
    } catch (error) {
      const isPassing = isUnavailable(error) && this.#options.isTold();
      for (const [key, asked] of batch) {
        if (isPassing && !asked.isRepeated) this.#repeat(key, asked);
        else this.#refuse(key, asked, error);
      }
    } finally {
      this.#running--;
      if (this.#queue.length > 0) this.#schedule();
    }
  }

  #isTooLate([key, asked]: [string, Asked]): boolean {
    if (performance.now() - asked.from < LONGEST_WAIT_MS && !silence().lasts(asked.from)) return false;
    this.#refuse(key, asked, new Busy("a secret waited too long to be looked up"));
    return true;
  }

  // A crowd on a busy machine waits a little longer rather than being sent away.
  #repeat(key: string, asked: Asked) {
    asked.isRepeated = true;
    asked.since = undefined;
    this.#queue.push([key, asked]);
  }

  #refuse(key: string, asked: Asked, error: unknown) {
    this.#forget(key, asked);
    if (!this.#options.isTold() && wasWaitedFor(error)) {
      this.#refused.set(key, error);
      setTimeout(() => this.#refused.delete(key), REFUSED_MS).unref();
    }
    for (const { reject } of asked.waiting) reject(error);
  }

  #forget(key: string, asked: Asked) {
    if (this.#latest.get(key) === asked) this.#latest.delete(key);
  }

  async #select(digests: Buffer[]): Promise<Map<string, AuthenticationRow>> {
    const client = await this.#options.pool.connect();
    let isReleased = false;
    const release = (isBroken: boolean) => {
      if (!isReleased) client.release(isBroken);
      isReleased = true;
    };
    // What does not answer must not keep its place: its connection is ended, and its statement fails.
    const late = setTimeout(() => release(true), STATEMENT_MS);
    try {
      const { text, valuesOf } = secretsForAuthentication;
      const { rows } = await client.query<AuthenticationRow & { digest: string }>(text, valuesOf(digests));
      release(false);
      return new Map(rows.map((row) => [row.digest, row]));
    } catch (error) {
      // What PostgreSQL refuses leaves the connection as it was.
      release(!(error instanceof Error && "severity" in error && error.severity === "ERROR"));
      throw error;
    } finally {
      clearTimeout(late);
    }
  }
}

/** Whether a look-up has failed for time, and not at once, as with a connection that was lost. */
function wasWaitedFor(error: unknown): boolean {
  return hadNoTime(error) || (error instanceof Error && /timeout/i.test(error.message));
}
