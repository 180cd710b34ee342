import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "../load/connection";
import type { Subject } from "./subject";

const PATIENCE_MS = 20_000;
// As often as it matters: a client that asks without a pause keeps a core busy, and what is measured then is how cores are shared.
const PAUSE_MS = 1;
// Once to be looked up, and then from whatever is kept of it.
const WARM_TIMES = 3;

/**
 * How long a token that was ended goes on elsewhere: from the moment that whoever ended it was told so until the first answer that refuses
 * it, asked for each millisecond.
 */
export class Watch {
  readonly #connection: Connection;
  readonly #request: string;
  readonly #kind: string;
  #refusedAt: number | undefined;
  #isOver = false;

  /** @param port where the instance listens that is to hear of it */
  constructor(port: number, { request, kind }: Subject) {
    this.#connection = new Connection(port);
    this.#request = request(port);
    this.#kind = kind;
  }

  /** @throws when it is not let in */
  async warm(): Promise<void> {
    for (let n = 0; n < WARM_TIMES; n++) {
      const { status } = await this.#connection.ask(this.#request);
      if (status !== 200) throw new Error(`${this.#kind}: a live token was answered ${status}`);
    }
  }

  /** End it, and ask meanwhile. @returns milliseconds; 0 when it was refused before whoever ended it was told */
  async endAndWait(end: () => Promise<void>): Promise<number> {
    const asking = this.#ask();
    // It is awaited below, and may fail before.
    asking.catch(() => undefined);
    try {
      await end();
      const endedAt = performance.now();
      while (this.#refusedAt === undefined) {
        if (performance.now() - endedAt > PATIENCE_MS)
          throw new Error(`${this.#kind}: still let in after ${PATIENCE_MS} ms`);
        await sleep(1);
      }
      return Math.max(0, this.#refusedAt - endedAt);
    } finally {
      this.#isOver = true;
      await asking;
      this.#connection.close();
    }
  }

  async #ask(): Promise<void> {
    while (!this.#isOver && this.#refusedAt === undefined) {
      const { status, endedAt } = await this.#connection.ask(this.#request);
      // Not being able to tell is no refusal, and lets nobody in either.
      if (status !== 200 && status !== 503) this.#refusedAt = endedAt;
      else await sleep(PAUSE_MS);
    }
  }
}
