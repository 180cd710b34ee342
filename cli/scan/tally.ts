import type { Output } from "../output/output";

const BETWEEN_MS = 100;

/** A line on a terminal that says what is looked through; nothing elsewhere. */
export class Tally {
  readonly #isShown: boolean;
  #drawn = Number.NEGATIVE_INFINITY;
  #places = 0;
  #last = "";

  constructor({ isQuiet }: Output) {
    this.#isShown = process.stderr.isTTY === true && !isQuiet;
  }

  at(place: string): void {
    if (place !== this.#last) this.#places++;
    this.#last = place;
    if (!this.#isShown || performance.now() - this.#drawn < BETWEEN_MS) return;
    this.#drawn = performance.now();
    process.stderr.write(`\r\u001b[KScanning ${this.#places.toLocaleString("en")} files and commits …`);
  }

  /** Make room for a line. */
  clear(): void {
    if (this.#isShown) process.stderr.write("\r\u001b[K");
  }
}
