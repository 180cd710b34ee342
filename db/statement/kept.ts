import { createHash } from "node:crypto";
import type pg from "pg";
import { processWide } from "../process-wide";

type Known = { name: string; asked: number };

// What is asked less often would only drive out what is asked often.
const ASKED_OFTEN = 3;
const MOST_KNOWN = 1_000;
// What is longer was made for so many rows or values, and is hardly asked again.
const LONGEST = 10_000;
/**
 * How long the texts that a connection keeps may be together, in characters. PostgreSQL takes some 110 bytes of memory for each of
 * them, for what it has parsed and planned: 5 MB in all.
 */
const MOST_KEPT = 50_000;
// A plan is made for tables as large as they are. One that has grown since, before PostgreSQL has counted its rows again, gets another. What
// took so long to grow takes about as long to double: a plan of a process that has run for a while stays for as long again.
const [SHORTEST_KEPT_MS, LONGEST_KEPT_MS] = [60_000, 3_600_000];
// A row that is selected whole changes its shape with a migration, which a kept statement refuses. What has no values may be several statements.
const IS_WHOLE_ROW = /\.\*|\b(?:select|returning)\s+(?:distinct\s+)?\*/i;

const known = () => processWide("known statements", () => new Map<string, Known>());

/** Keep this statement from the first time on. */
export function keepStatement(text: string): void {
  known().set(text, { name: nameOf(text), asked: Number.POSITIVE_INFINITY });
}

/** Under which name a connection keeps this statement; undefined for one that is not to be kept. */
function nameFor(text: string): string | undefined {
  const statements = known();
  const statement = statements.get(text);
  if (statement === undefined) {
    if (text.length > LONGEST || IS_WHOLE_ROW.test(text)) return undefined;
    statements.set(text, { name: nameOf(text), asked: 1 });
    if (statements.size > MOST_KNOWN) forgetOldest(statements);
    return undefined;
  }
  if (statement.asked === Number.POSITIVE_INFINITY) return statement.name;
  // The latest comes last.
  statements.delete(text);
  statements.set(text, statement);
  return ++statement.asked >= ASKED_OFTEN ? statement.name : undefined;
}

function forgetOldest(statements: Map<string, Known>): void {
  for (const [text, { asked }] of statements) {
    if (asked === Number.POSITIVE_INFINITY) continue;
    statements.delete(text);
    return;
  }
}

const nameOf = (text: string) => `lk_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;

type Kept = { length: number; since: number };

/** @param since when the plan was made, by the process's clock, which begins with the process */
const isFresh = ({ since }: Kept, now: number) =>
  now - since < Math.min(Math.max(since, SHORTEST_KEPT_MS), LONGEST_KEPT_MS);

/** Statements that one connection keeps: parsed once, and planned once where one plan does for all values. */
export class KeptStatements {
  /** By their names; the one that was asked last comes last. */
  readonly #kept = new Map<string, Kept>();
  #length = 0;

  /**
   * Under which name to ask this; undefined: under none.
   * @param isIdle nothing is under way, nor waits, on the connection: what it has kept for long may be given up
   */
  nameFor(client: pg.Client, text: string, isIdle: boolean): string | undefined {
    const name = nameFor(text);
    if (name === undefined) return undefined;
    const now = performance.now();
    const kept = this.#kept.get(name);
    if (kept !== undefined && (isFresh(kept, now) || !isIdle)) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return name;
    }
    if (kept !== undefined) this.#giveUp(client, name, kept);
    if (!this.#hasRoom(client, text.length, isIdle)) return undefined;
    this.#kept.set(name, { length: text.length, since: now });
    this.#length += text.length;
    return name;
  }

  #hasRoom(client: pg.Client, length: number, isIdle: boolean): boolean {
    for (const [name, kept] of this.#kept) {
      if (this.#length + length <= MOST_KEPT || !isIdle) break;
      this.#giveUp(client, name, kept);
    }
    return this.#length + length <= MOST_KEPT;
  }

  /** No round trip: it goes ahead of what is asked next, also where a transaction has failed. */
  #giveUp(client: pg.Client, name: string, { length }: Kept): void {
    const connection = client.connection as Remembering;
    connection.close({ type: "S", name }, true);
    delete connection.parsedStatements[name];
    this.#kept.delete(name);
    this.#length -= length;
  }
}

/** What pg itself remembers of what it has prepared, which its types leave out. */
type Remembering = pg.Connection & { parsedStatements: Record<string, string> };
