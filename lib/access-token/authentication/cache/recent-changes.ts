import type { Notice } from "@/db/principal-changes/notice";

const REMEMBERED = 4_096;

/**
 * What changed lately, so that what was read before a change and arrives after it is told from what is true. Time is counted in
 * notices: a look-up notes `moment` when it begins.
 */
export class RecentChanges {
  #moment = 0;
  /** Of what happened before this, not everything is known any more. */
  #knownFrom = 0;
  readonly #last = new Map<string, number>();

  get moment(): number {
    return this.#moment;
  }

  add(notice: Notice): void {
    this.#moment++;
    if (notice === "everything") {
      this.#knownFrom = this.#moment;
      this.#last.clear();
      return;
    }
    for (const id of notice) {
      // At the end again: the first one is always what changed longest ago.
      this.#last.delete(id);
      this.#last.set(id, this.#moment);
    }
    for (const [id, moment] of this.#last) {
      if (this.#last.size <= REMEMBERED) break;
      this.#last.delete(id);
      this.#knownFrom = moment;
    }
  }

  /** Whether any of these may have changed since that moment. */
  touched(since: number, ids: readonly string[]): boolean {
    return since < this.#knownFrom || ids.some((id) => (this.#last.get(id) ?? 0) > since);
  }
}
