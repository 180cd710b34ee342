import type { Entry } from "./entry";

export type Bounds = { bytes: number; entries: number; unknown: number };

/**
 * What is remembered of secrets, bounded by number and by bytes: what was not recalled for longest goes first. What nobody has is
 * remembered apart, so that a flood of it pushes nothing out. Knows nothing of time but when an entry ends.
 */
export class PrincipalCache {
  readonly #bounds: Bounds;
  readonly #entries = new Map<string, Entry>();
  /** Of each id that a notice may name: what depends on it. Mostly that is one. */
  readonly #byId = new Map<string, Entry | Set<Entry>>();
  readonly #unknown = new Map<string, number>();
  /** In the order in which they were stored, or passed over since because they were used. */
  #oldest: Entry | undefined;
  #newest: Entry | undefined;
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What is remembered of this secret at this moment (milliseconds of the database's clock). */
  find(key: string, now: number): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (now >= entry.validUntil) {
      this.#remove(entry);
      return undefined;
    }
    entry.isUsed = true;
    const kept = entry.keptBytes + (entry.last?.keptBytes ?? 0);
    if (kept !== entry.countedBytes) this.#count(entry, kept);
    return entry;
  }

  store(entry: Entry): void {
    const former = this.#entries.get(entry.key);
    if (former !== undefined) this.#remove(former);
    this.#entries.set(entry.key, entry);
    this.#append(entry);
    this.#bytes += entry.bytes;
    for (const id of entry.dependsOn) this.#index(id, entry);
    this.#hold();
  }

  /** What is kept with an entry grows after it was stored. */
  #count(entry: Entry, kept: number) {
    this.#bytes += kept - entry.countedBytes;
    entry.countedBytes = kept;
    this.#hold();
  }

  #hold() {
    const isOver = () => this.#bytes > this.#bounds.bytes || this.#entries.size > this.#bounds.entries;
    while (this.#oldest !== undefined && isOver()) this.#evict();
  }

  /** Whether it is remembered that nobody has the secret with this digest (hex). */
  isUnknown(digest: string, now: number): boolean {
    const until = this.#unknown.get(digest);
    return until !== undefined && now < until;
  }

  storeUnknown(digest: string, until: number): void {
    this.#unknown.delete(digest);
    this.#unknown.set(digest, until);
    for (const oldest of this.#unknown.keys()) {
      if (this.#unknown.size <= this.#bounds.unknown) break;
      this.#unknown.delete(oldest);
    }
  }

  /** Forget whatever depends on this id, and that nobody has the secret with this digest. */
  forget(id: string): void {
    this.#unknown.delete(id);
    const found = this.#byId.get(id);
    if (found === undefined) return;
    for (const entry of found instanceof Set ? [...found] : [found]) this.#remove(entry);
  }

  clear(): void {
    this.#entries.clear();
    this.#byId.clear();
    this.#unknown.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
    this.#bytes = 0;
  }

  // What was used since it was last here gets another round: recalling costs no more than a mark that way.
  #evict() {
    for (let entry = this.#oldest; entry !== undefined; entry = this.#oldest) {
      if (!entry.isUsed) return this.#remove(entry);
      entry.isUsed = false;
      this.#unlink(entry);
      this.#append(entry);
    }
  }

  #remove(entry: Entry) {
    this.#entries.delete(entry.key);
    this.#unlink(entry);
    this.#bytes -= entry.bytes + entry.countedBytes;
    for (const id of entry.dependsOn) {
      const found = this.#byId.get(id);
      if (found instanceof Set && found.size > 1) found.delete(entry);
      else this.#byId.delete(id);
    }
  }

  #index(id: string, entry: Entry) {
    const found = this.#byId.get(id);
    if (found === undefined) this.#byId.set(id, entry);
    else if (found instanceof Set) found.add(entry);
    else this.#byId.set(id, new Set([found, entry]));
  }

  #append(entry: Entry) {
    entry.previous = this.#newest;
    entry.next = undefined;
    if (this.#newest === undefined) this.#oldest = entry;
    else this.#newest.next = entry;
    this.#newest = entry;
  }

  #unlink(entry: Entry) {
    if (entry.previous === undefined) this.#oldest = entry.next;
    else entry.previous.next = entry.next;
    if (entry.next === undefined) this.#newest = entry.previous;
    else entry.next.previous = entry.previous;
    entry.previous = undefined;
    entry.next = undefined;
  }
}
