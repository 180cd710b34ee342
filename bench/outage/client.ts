import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "../load/connection";
import { renderRequest } from "../load/requests";

/** What somebody asks over and over while the database goes and comes back. */
export type Question = { name: string; title: string; path: string; secrets: readonly string[] };

type Answer = { status: number; sentAt: number; endedAt: number };

/** How one outage was for one client, in milliseconds. */
export type Outcome = {
  /** From its beginning until the last request was sent that was let in. */
  lastAllowed: number;
  /** The longest that a 503 took, and of those that were asked for when nothing was believed any more. */
  slowestRefusal: number;
  slowestLater: number;
  refusals: number;
  /** From the moment that the database was back until the first answer that let in. */
  back: number;
  /** Statuses that are neither 200 nor 503: never an answer about the token, and never a fault. */
  others: readonly number[];
};

/** So long what is known is believed. */
export const BELIEVED_MS = 2_000;
const PAUSE_MS = 10;
const PATIENCE_MS = 30_000;

/** One who asks the same again as soon as it is answered. */
export class Client {
  readonly #answers: Answer[] = [];
  readonly #running: Promise<void>;
  #isOver = false;

  constructor(port: number, question: Question) {
    this.#running = this.#ask(port, question);
    // Awaited at the end, and may fail before.
    this.#running.catch(() => undefined);
  }

  /** Wait until it is let in again. @param beganAt when the database went @param backAt when it was there again */
  async end(beganAt: number, backAt: number): Promise<Outcome> {
    const isBack = () => this.#answers.some(({ status, endedAt }) => status === 200 && endedAt >= backAt);
    while (!isBack() && performance.now() - backAt < PATIENCE_MS) await sleep(PAUSE_MS);
    this.#isOver = true;
    await this.#running;
    const refused = this.#answers.filter(({ status }) => status === 503);
    const firstRefusal = Math.min(...refused.map(({ endedAt }) => endedAt));
    const allowed = this.#answers.filter(({ status }) => status === 200);
    const before = allowed.filter(({ endedAt }) => endedAt < firstRefusal);
    const later = refused.filter(({ sentAt }) => sentAt - beganAt >= BELIEVED_MS);
    return {
      lastAllowed: Math.max(0, ...before.map(({ sentAt }) => sentAt - beganAt)),
      slowestRefusal: slowestOf(refused),
      slowestLater: slowestOf(later),
      refusals: refused.length,
      back: (allowed.find(({ endedAt }) => endedAt >= backAt)?.endedAt ?? Number.POSITIVE_INFINITY) - backAt,
      others: this.#answers.flatMap(({ status }) => (status === 200 || status === 503 ? [] : [status])),
    };
  }

  async #ask(port: number, { path, secrets }: Question): Promise<void> {
    const connection = new Connection(port);
    for (let n = 0; !this.#isOver; n++) {
      const headers = { Authorization: `Bearer ${secrets[n % secrets.length]}` };
      const answer = await connection.ask(renderRequest({ method: "GET", path, headers }, port));
      this.#answers.push(answer);
      await sleep(PAUSE_MS);
    }
    connection.close();
  }
}

const slowestOf = (answers: readonly Answer[]) =>
  Math.max(0, ...answers.map(({ sentAt, endedAt }) => endedAt - sentAt));
