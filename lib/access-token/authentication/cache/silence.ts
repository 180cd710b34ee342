import { Busy } from "@/db/unavailable";

// A client that waits for a verification has a client of its own waiting.
const SILENCE_MS = 800;
const LOOK_EVERY_MS = 100;

/**
 * Whether the database has fallen silent, as a machine that has vanished or was suspended does: nothing refuses, and nothing answers. It is
 * not silent while it proves that it tells what changes, however busy it is, nor while it answers anything.
 */
export class Silence {
  readonly #isTold: () => boolean;
  #answeredAt = 0;

  constructor(isTold: () => boolean) {
    this.#isTold = isTold;
  }

  /** It has just answered, whatever it was. */
  answered(): void {
    this.#answeredAt = performance.now();
  }

  /** Whether nothing has come from it since then, for longer than anybody should wait. */
  lasts(from: number): boolean {
    return performance.now() - Math.max(from, this.#answeredAt) >= SILENCE_MS && !this.#isTold();
  }

  /** Wait for its answer, asked for since then, for as long as it is not silent. @throws Busy */
  async within<Answer>(from: number, answer: Promise<Answer>): Promise<Answer> {
    let watch: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_resolve, reject) => {
      watch = setInterval(() => {
        if (this.lasts(from)) reject(new Busy("the database is silent"));
      }, LOOK_EVERY_MS);
    });
    try {
      return await Promise.race([answer, silent]);
    } finally {
      clearInterval(watch);
    }
  }
}
