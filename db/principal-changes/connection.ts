import { Socket } from "node:net";
import pg from "pg";

const CONNECT_TIMEOUT_MS = 2_000;

/** What the database says: on which channel, and what. */
export type Heard = (channel: string, payload: string | undefined) => void;

/**
 * One connection that listens, asked one thing at a time. Whatever goes wrong with it ends it, and fails what is asked. It never
 * makes another one: that is for its owner alone.
 */
export class ListeningConnection {
  // Ours to destroy: what does not answer does not take its leave either.
  readonly #socket = new Socket();
  readonly #client: pg.Client;
  readonly #ended: () => void;
  #failed: Error | undefined;
  #fail: ((error: Error) => void) | undefined;

  constructor(url: string, heard: Heard, ended: () => void) {
    this.#ended = ended;
    this.#client = new pg.Client({
      connectionString: url,
      stream: () => this.#socket,
      application_name: "latchkey",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.#client.on("notification", ({ channel, payload }) => heard(channel, payload));
    this.#client.on("error", (error) => this.end(error));
    this.#client.on("end", () => this.end());
  }

  /** Connect, and listen to these channels. */
  async open(channels: readonly string[]): Promise<void> {
    // A socket that was destroyed would connect all the same.
    if (this.#failed) throw this.#failed;
    await this.#client.connect();
    for (const channel of channels) await this.ask(`listen ${channel}`, undefined, CONNECT_TIMEOUT_MS);
  }

  /**
   * One round trip. PostgreSQL tells what was committed before it came, before it answers. @returns the first column of the first row
   * @throws when there is no answer within `patienceMs`: the connection is of no more use then
   */
  async ask(text: string, values: unknown[] | undefined, patienceMs: number): Promise<unknown> {
    if (this.#failed) throw this.#failed;
    const failure = new Promise<never>((_resolve, reject) => {
      this.#fail = reject;
    });
    const late = setTimeout(() => {
      // Where this process itself was stopped for a while, the answer is there and only has to be read.
      setImmediate(() => asking && this.end(new Error(`no answer within ${patienceMs} ms`)));
    }, patienceMs);
    let asking = true;
    try {
      const { rows } = await Promise.race([this.#client.query({ text, values, rowMode: "array" }), failure]);
      return rows[0]?.[0];
    } finally {
      asking = false;
      this.#fail = undefined;
      clearTimeout(late);
    }
  }

  /** End it at once, without a farewell. */
  end(why = new Error("the connection has ended")): void {
    this.#socket.destroy();
    if (this.#failed) return;
    this.#failed = why;
    this.#fail?.(why);
    this.#ended();
  }
}
