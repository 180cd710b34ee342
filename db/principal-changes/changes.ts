import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Heard, ListeningConnection } from "./connection";
import { CHANNEL, type Notice, parseNotice } from "./notice";

/** Who wants to know. */
export type Follower = {
  /** This was changed, and committed. */
  changed(notice: Notice): void;
  /** Anything may have changed: nothing that was read until now may be relied on. */
  lost(): void;
};

export type ChangesOptions = Follower & {
  /** Where sessions are one's own: PostgreSQL, or a pooler in session mode. */
  url: string;
  /** Send a notice by the way that everything else of this process takes to its database. */
  notify(channel: string, payload: string): Promise<void>;
  /** What an operator should know, in a sentence. */
  say(sentence: string): void;
};

const PROVE_EVERY_MS = 500;
/** How long one that is not proven any more is believed: what bounds how late a change may be seen. */
export const UNPROVEN_MS = 2_000;
// A machine that slept, or whose clock was set: its own time says nothing about how long ago it was.
const CLOCKS_APART_MS = 1_000;
// Who changes something waits so long for this process to have seen it. Less would empty a warm cache on a busy machine, or behind
// a slow network, with each change.
const BARRIER_MS = 1_000;
const ECHO_MS = 2_000;
// What listens and what everything else asks could come to be two databases: a primary that was replaced and lives on, for example.
const [ECHO_EVERY_MS, WITHOUT_ECHO_MS] = [2_000, 10_000];
const [SOONEST_RETRY_MS, LATEST_RETRY_MS] = [100, 2_000];
const TELL_AFTER_MS = 10_000;

const CLOCK = "select (extract(epoch from clock_timestamp()) * 1000)::float8";
// Told to itself: PostgreSQL reads all notices that came before this one, also those whose senders have not woken anybody yet.
const BARRIER = `${CLOCK}, pg_notify($1, '')`;

// What is sent by another way, to see that it arrives. The channel is nobody else's.
const NONCE = "here";

type Waiting = { pass(): void };

/**
 * Follows what the database tells about changes of what principals are made of. One loop owns the one connection: it connects,
 * proves twice a second that what is told arrives, and begins anew when it does not. While `now()` is defined, everything that was
 * committed two seconds ago or earlier has been told to the follower.
 */
export class PrincipalChanges {
  readonly #options: ChangesOptions;
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;
  #connection: ListeningConnection | undefined;
  #isTrusted = false;
  /** When the last round trip that was answered began, by the process's clock and by the machine's. */
  #provenAt = 0;
  #provenAtMachine = 0;
  /** From the process's clock to the database's. Too late by the way there and back at most, never too early. */
  #offset = 0;
  #waiting: Waiting[] = [];
  #crossing: Waiting[] = [];
  #wake: (() => void) | undefined;

  constructor(options: ChangesOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** The database's clock, in milliseconds; undefined when it is not proven that changes arrive. */
  now(): number | undefined {
    if (!this.#isTrusted) return undefined;
    const now = performance.now();
    const elapsed = now - this.#provenAt;
    if (elapsed >= UNPROVEN_MS) return undefined;
    if (Math.abs(Date.now() - this.#provenAtMachine - elapsed) > CLOCKS_APART_MS) return undefined;
    return now + this.#offset;
  }

  /**
   * Resolves when the follower has been told of every change that was committed before this was called, or has been told that it
   * lost track. Never rejects, and takes a second at most.
   */
  barrier(): Promise<void> {
    if (this.now() === undefined) {
      this.#lose();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const late = setTimeout(() => this.#lose(), BARRIER_MS);
      this.#waiting.push({
        pass: () => {
          clearTimeout(late);
          resolve();
        },
      });
      this.#wake?.();
    });
  }

  /** Wait until it is proven for the first time, or so long. */
  async proven(patienceMs: number): Promise<boolean> {
    for (const end = performance.now() + patienceMs; this.now() === undefined; await sleep(10)) {
      if (performance.now() > end || this.#ending.signal.aborted) return false;
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    this.#connection?.end();
    await this.#running;
  }

  async #run(): Promise<void> {
    let retry = SOONEST_RETRY_MS;
    let failing: { since: number; told: boolean } | undefined;
    while (!this.#ending.signal.aborted) {
      const began = performance.now();
      const why = await this.#follow(() => {
        if (failing?.told) this.#options.say("Verified tokens are remembered again.");
        failing = undefined;
        retry = SOONEST_RETRY_MS;
      });
      this.#lose();
      if (this.#ending.signal.aborted) return;
      failing ??= { since: began, told: false };
      if (!failing.told && (why instanceof NoEcho || performance.now() - failing.since > TELL_AFTER_MS)) {
        failing.told = true;
        this.#options.say(`Every request asks the database about its token: ${why.message}.`);
      }
      await sleep(retry, undefined, { ref: false, signal: this.#ending.signal }).catch(() => {});
      retry = Math.min(retry * 2, LATEST_RETRY_MS);
    }
  }

  /** From connecting to the end of the connection. Never throws: why it ended is returned. */
  async #follow(proven: () => void): Promise<Error> {
    const echo = `latchkey_echo_${randomBytes(12).toString("hex")}`;
    let echoedAt = 0;
    const heard: Heard = (channel, payload) => {
      if (channel === CHANNEL) this.#options.changed(parseNotice(payload));
      else if (payload === NONCE) echoedAt = performance.now();
    };
    const connection = new ListeningConnection(this.#options.url, heard, () => this.#lose());
    this.#connection = connection;
    try {
      if (this.#ending.signal.aborted) connection.end();
      await connection.open([CHANNEL, echo]);
      await within(ECHO_MS, this.#options.notify(echo, NONCE));
      await connection.ask(BARRIER, [echo], UNPROVEN_MS);
      if (echoedAt === 0) throw new NoEcho();
      for (let askedAt = echoedAt; ; await this.#due()) {
        const now = performance.now();
        if (now - askedAt > ECHO_EVERY_MS) {
          // Not waited for: the proof that changes arrive does not depend on how busy the other connections are.
          this.#options.notify(echo, NONCE).catch(() => {});
          askedAt = now;
        }
        if (now - echoedAt > WITHOUT_ECHO_MS) throw new Error(`no notice has come back for ${WITHOUT_ECHO_MS} ms`);
        await this.#cross(connection, echo);
        proven();
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      connection.end();
    }
  }

  // There and back, with whoever waits for it at its beginning.
  async #cross(connection: ListeningConnection, echo: string): Promise<void> {
    this.#crossing = this.#waiting;
    this.#waiting = [];
    const [began, beganMachine] = [performance.now(), Date.now()];
    const left = this.#provenAt + UNPROVEN_MS - began;
    const isBarrier = this.#crossing.length > 0 || !this.#isTrusted;
    const now = await connection.ask(
      isBarrier ? BARRIER : CLOCK,
      isBarrier ? [echo] : undefined,
      this.#isTrusted ? Math.max(left, UNPROVEN_MS / 2) : UNPROVEN_MS,
    );
    if (typeof now !== "number") throw new Error("the database did not tell its time");
    const isLapsed = this.now() === undefined;
    this.#provenAt = began;
    this.#provenAtMachine = beganMachine;
    this.#offset = now - began;
    // What was read until now may be older than a change that nobody waited to be told of.
    if (isLapsed) this.#options.lost();
    this.#isTrusted = true;
    this.#pass();
  }

  #pass() {
    for (const { pass } of this.#crossing.splice(0)) pass();
  }

  // Who waits may go on: nothing is remembered any more that could be older than the change.
  #lose() {
    this.#isTrusted = false;
    this.#options.lost();
    this.#pass();
    for (const { pass } of this.#waiting.splice(0)) pass();
    this.#wake?.();
  }

  // Until the next proof is due, or somebody waits for one.
  async #due(): Promise<void> {
    if (this.#waiting.length > 0 || !this.#isTrusted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PROVE_EVERY_MS).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

class NoEcho extends Error {
  constructor() {
    super(
      "a notice that was sent to the database did not come back. If DATABASE_URL leads to a pooler that shares sessions, set DATABASE_DIRECT_URL to PostgreSQL itself",
    );
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return await Promise.race([work, timeout]).finally(() => clearTimeout(late));
}
