import type { Transaction } from "kysely";
import type { Db } from "@/db/database";
import { processWide } from "@/db/process-wide";
import type { Database } from "@/db/schema";
import { Busy } from "@/db/unavailable";
import type { Principal, Starter } from "./authorization/principal";
import { claimingKey } from "./idempotency/claim";

/** How many changes one session, token, or owner of tokens has under way in a process at a time. */
export const WRITES_OF_ONE = 4;
// Of the ten connections of a process: reading and signing in always find one.
const WRITES_OF_ALL = 5;
const WAIT_MS = 3_000;

/**
 * Run a change as one transaction, once there is room for it. One principal has a few under way at a time, and all together
 * leave connections for reads: a principal that floods the instance with changes only waits for itself, in turn. All tokens of one owner
 * are one principal here, since a token can make others.
 * A change of a request with an `Idempotency-Key` claims it in the same transaction.
 * @param what an ending waits for no other change of the same owner
 * @throws Busy when there was no room in time: nothing has begun, and the client may ask again
 */
export async function write<Result>(
  db: Db,
  principal: Principal | Starter,
  run: (trx: Transaction<Database>) => Promise<Result>,
  what: "change" | "ending" = "change",
): Promise<Result> {
  const deadline = performance.now() + WAIT_MS;
  const { ofOne, ofAll } = processWide("writes", () => ({
    ofOne: new Map<string, Room>(),
    ofAll: new Room(WRITES_OF_ALL),
  }));
  const id = `${what} ${roomOf(principal)}`;
  const own = ofOne.get(id) ?? new Room(WRITES_OF_ONE);
  ofOne.set(id, own);
  try {
    return await own.with(deadline, () =>
      ofAll.with(deadline, () => claimingKey((claim) => inTransaction(db, claim, run))),
    );
  } finally {
    if (own.isEmpty) ofOne.delete(id);
  }
}

function inTransaction<Result>(
  db: Db,
  claim: (trx: Db) => Promise<void>,
  run: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    await claim(trx);
    return await run(trx);
  });
}

function roomOf(principal: Principal | Starter): string {
  if (principal.type === "starter") return "starter";
  return principal.type === "token" ? principal.owner.id : principal.session.id;
}

/** So many at a time; the others wait in their order. */
export class Room {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];
  constructor(readonly size: number) {}

  get isEmpty(): boolean {
    return this.#inside === 0 && this.#waiting.length === 0;
  }

  /** @param deadline until when to wait for a place, in milliseconds of the process's clock. @throws Busy */
  async with<Result>(deadline: number, run: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= this.size) await this.#turn(deadline);
    else this.#inside++;
    try {
      return await run();
    } finally {
      // The slot is handed on directly: no newcomer can take it first.
      const next = this.#waiting.shift();
      if (next === undefined) this.#inside--;
      else next();
    }
  }

  async #turn(deadline: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timeout);
        resolve();
      };
      const timeout = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(new Busy("too many changes at once"));
      }, deadline - performance.now());
      this.#waiting.push(enter);
    });
  }
}
