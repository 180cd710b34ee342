import { clearBar, drawBar, type Output } from "./output";

const WIDTH = 24;
// Less is over before anybody has read it.
const LEAST_STEPS = 5;
const BETWEEN_MS = 100;

/** A bar on a terminal's standard error while many things are done; nothing elsewhere, nor with `--quiet` or `--json`. */
export class Progress {
  readonly #subject: string;
  readonly #all: number;
  readonly #isShown: boolean;
  #done = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor({ showsProgress }: Output, subject: string, all: number) {
    this.#subject = subject;
    this.#all = all;
    this.#isShown = showsProgress && all >= LEAST_STEPS;
  }

  step(): void {
    this.to(this.#done + 1);
  }

  to(done: number): void {
    this.#done = Math.min(done, this.#all);
    if (!this.#isShown || performance.now() - this.#drawnAt < BETWEEN_MS) return;
    this.#drawnAt = performance.now();
    const full = Math.round((this.#done / this.#all) * WIDTH);
    const count = `${this.#done.toLocaleString("en")} of ${this.#all.toLocaleString("en")}`;
    drawBar(`${this.#subject} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${count}`);
  }

  end(): void {
    if (this.#isShown) clearBar();
  }
}
