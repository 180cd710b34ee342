import type pg from "pg";
import type { AuthenticationRow } from "@/db/access-token/authentication";
import { barrierEverywhere, registerLocalBarrier } from "@/db/barrier";
import { afterCommit } from "@/db/committed";
import { createPool } from "@/db/database";
import { PrincipalChanges } from "@/db/principal-changes/changes";
import { IMPORTED_SECRETS } from "@/db/principal-changes/notice";
import { processWide } from "@/db/process-wide";
import { silence } from "@/db/silence";
import type { Judged } from "@/lib/access-token/authentication/judge";
import { entryOf, judgedFor, sourcesOf } from "./entry";
import type { Keeper } from "./kept";
import { type Found, LookUps } from "./look-ups";
import { type Bounds, PrincipalCache } from "./principal-cache";
import { RecentChanges } from "./recent-changes";

/** What was remembered, what keeps what is made of it, and the moment that it was recalled at: milliseconds of the database's clock. */
export type Recalled = { judged: Judged; keeper: Keeper; now: number };

export type PrincipalsOptions = {
  /** Where statements go. */
  url: string;
  /** Where notices come from: a session of one's own. */
  directUrl: string;
  bounds: Bounds;
  say(sentence: string): void;
};

// A secret that nobody has is not guessed twice, but a client that is set up wrongly asks again and again.
const UNKNOWN_FOR_MS = 60_000;
/** As many as statements are under way. */
export const LOOK_UP_CONNECTIONS = 2;

/**
 * Who has which secret, as far as this process remembers. While changes arrive, what is remembered is what the database would say;
 * while they do not, nothing is. The five ways in which that goes wrong, and what stands against each: docs/decisions/0043.
 */
export class Principals {
  readonly #cache: PrincipalCache;
  readonly #recent = new RecentChanges();
  readonly #changes: PrincipalChanges;
  readonly #lookUps: LookUps;
  readonly #pool: pg.Pool;
  #hasImported: boolean | undefined;
  #asking: { since: number; found: Promise<boolean> } | undefined;

  constructor({ url, directUrl, bounds, say }: PrincipalsOptions) {
    this.#cache = new PrincipalCache(bounds);
    // Whatever it asks for goes by the same indexes; PostgreSQL would find that out anew for each number of secrets.
    const patience = { statement_timeout: 5_000, plan_cache_mode: "force_generic_plan" } as const;
    this.#pool = createPool(url, LOOK_UP_CONNECTIONS, patience, url !== directUrl);
    this.#changes = new PrincipalChanges({
      url: directUrl,
      say,
      notify: async (channel, payload) => {
        await this.#pool.query("select pg_notify($1, $2)", [channel, payload]);
      },
      changed: (notice) => {
        this.#recent.add(notice);
        if (notice === "everything" || notice.includes(IMPORTED_SECRETS)) this.#doubtNone();
        if (notice === "everything") this.#cache.clear();
        else for (const id of notice) this.#cache.forget(id);
      },
      lost: () => {
        this.#recent.add("everything");
        this.#doubtNone();
        this.#cache.clear();
      },
    });
    this.#lookUps = new LookUps({
      pool: this.#pool,
      moment: () => this.#recent.moment,
      isTold: () => this.now() !== undefined,
    });
  }

  get size(): number {
    return this.#cache.size;
  }

  /** The database's clock, in milliseconds, while changes arrive; otherwise undefined, and nothing is remembered. */
  now(): number | undefined {
    return this.#changes.now();
  }

  /** What is remembered of a secret, for a request from this address; undefined when it has to be looked up. */
  recall(key: string, address: string | null): Recalled | undefined {
    const now = this.#changes.now();
    if (now === undefined) return undefined;
    const entry = this.#cache.find(key, now);
    const found = entry && judgedFor(entry, address);
    return found && { judged: found.judged, keeper: found.keeper, now };
  }

  /** Whether anything is remembered of a secret, be it a refusal; undefined while nothing may be. */
  remembers(key: string): boolean | undefined {
    const now = this.#changes.now();
    return now === undefined ? undefined : this.#cache.find(key, now) !== undefined;
  }

  /**
   * The row of a secret, as it is now or was when this was called; undefined when nobody has it. Remembers it, unless something
   * that it was read from has changed meanwhile.
   * @throws whatever the database throws; Busy
   */
  async lookUp(key: string, digest: Buffer): Promise<AuthenticationRow | undefined> {
    const hex = digest.toString("hex");
    const before = this.now();
    if (before !== undefined && this.#cache.isUnknown(hex, before)) return undefined;
    const found = await this.#lookUps.ask(key, digest, hex);
    if (!found.isKept) {
      found.isKept = true;
      this.#keep(key, hex, found);
    }
    return found.row;
  }

  // Nothing may come between the check and the storing: both are of one turn.
  #keep(key: string, digest: string, { row, since }: Found) {
    const now = this.now();
    if (now === undefined || this.#recent.touched(since, row === undefined ? [digest] : sourcesOf(row))) return;
    if (row === undefined) return this.#cache.storeUnknown(digest, now + UNKNOWN_FOR_MS);
    const entry = entryOf(key, row);
    if (entry !== undefined && entry.validUntil > now) this.#cache.store(entry);
  }

  /** Whether there are imported secrets: asked when that is not known, or may have changed. Undefined while nothing may be remembered. */
  async hasImported(ask: () => Promise<boolean>): Promise<boolean | undefined> {
    if (this.now() === undefined) return undefined;
    if (this.#hasImported !== undefined) return this.#hasImported;
    // One question for all who ask at this moment; not for who asks after a change, which it may have missed.
    if (this.#asking === undefined || this.#recent.touched(this.#asking.since, [IMPORTED_SECRETS])) {
      this.#asking = { since: this.#recent.moment, found: ask() };
    }
    const asking = this.#asking;
    try {
      const found = await asking.found;
      if (this.now() !== undefined && !this.#recent.touched(asking.since, [IMPORTED_SECRETS]))
        this.#hasImported = found;
      return found;
    } finally {
      if (this.#asking === asking) this.#asking = undefined;
    }
  }

  // That there are some is believed until the process ends: at worst a typo costs a statement after the last was forgotten.
  #doubtNone() {
    if (this.#hasImported === false) this.#hasImported = undefined;
  }

  /** It is known that there are imported secrets. */
  get knowsImported(): boolean {
    return this.now() !== undefined && this.#hasImported === true;
  }

  /** Resolves when what was committed before is no longer remembered otherwise. A second at most; never rejects. */
  async settled(): Promise<void> {
    await this.#changes.barrier();
  }

  /** Have those who wait for a silent database told so, until what is returned is called. */
  watchForSilence(): () => void {
    return silence().watch({
      isTold: () => this.now() !== undefined,
      probe: () => this.#pool.query("select 1"),
    });
  }

  /** Wait until changes arrive, but not longer than this, and have the connections that look secrets up. */
  async proven(patienceMs: number): Promise<boolean> {
    // A crowd of first uses right after the start does not wait for them to be made. Where they cannot be, the first look-up says so.
    const made = Array.from({ length: LOOK_UP_CONNECTIONS }, async () => (await this.#pool.connect()).release());
    await Promise.allSettled(made);
    return await this.#changes.proven(patienceMs);
  }

  async stop(): Promise<void> {
    await this.#changes.stop();
    await this.#pool.end();
  }
}

const running = processWide<{ principals: Principals | undefined }>("principals", () => ({ principals: undefined }));

/** What this process remembers; undefined in one that does not: a script, a test, a server with `PRINCIPAL_CACHE_MB=0`. */
export function runningPrincipals(): Principals | undefined {
  return running.principals;
}

/** Resolves when this process has seen every change that was committed before. */
export async function changesSeen(): Promise<void> {
  await running.principals?.settled();
}

/**
 * Remember principals from now on, and have every change that this process commits seen by it before its promise resolves.
 * @returns what ends it
 */
export async function startPrincipals(options: PrincipalsOptions): Promise<{ stop(): Promise<void> }> {
  if (options.bounds.bytes === 0) return { stop: async () => {} };
  const principals = new Principals(options);
  running.principals = principals;
  const unwatch = principals.watchForSilence();
  registerLocalBarrier(changesSeen);
  // At once here means by every process that answers on the port.
  afterCommit(barrierEverywhere);
  // A start does not fail for it: every request asks the database until it works.
  await principals.proven(2_000);
  return {
    stop: async () => {
      if (running.principals === principals) {
        afterCommit(undefined);
        running.principals = undefined;
      }
      unwatch();
      await principals.stop();
    },
  };
}
