import type { Output } from "./output";

const WIDTH = 24;
// Less is over before anybody has read it.
const LEAST_STEPS = 5;

/** A bar on a terminal while many things are done; nothing elsewhere. */
export class Progress {
  readonly #subject: string;
  readonly #all: number;
  readonly #isShown: boolean;
  #done = 0;

  constructor({ isQuiet }: Output, subject: string, all: number) {
    this.#subject = subject;
    this.#all = all;
    this.#isShown = process.stderr.isTTY === true && !isQuiet && all >= LEAST_STEPS;
    this.#draw();
  }

  step(): void {
    this.#done++;
    this.#draw();
  }

  end(): void {
    if (this.#isShown) process.stderr.write("\r\u001b[K");
  }

  #draw(): void {
    if (!this.#isShown) return;
    const full = Math.round((this.#done / this.#all) * WIDTH);
    process.stderr.write(
      `\r${this.#subject} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${this.#done} of ${this.#all}`,
    );
  }
}
