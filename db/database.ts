import { type Insertable, Kysely, type Selectable, type Transaction, type Updateable } from "kysely";
import pg from "pg";
import { CommittedDialect } from "./committed";
import { forgetProcessWide, processWide } from "./process-wide";
import type { Database } from "./schema";
import { silence, silent } from "./silence";
import { currentSpan, recorder, type Span } from "./span";
import { KeptStatements } from "./statement/kept";
import { statementName } from "./statement/name";
import { types } from "./times";

/** The database, or a transaction in it: the first argument of every query and verb. */
export type Db = Kysely<Database> | Transaction<Database>;
export type Row<Table extends keyof Database> = Selectable<Database[Table]>;
export type NewRow<Table extends keyof Database> = Insertable<Database[Table]>;
export type RowChange<Table extends keyof Database> = Updateable<Database[Table]>;

// A stopped server refuses at once; this is for one that does not respond at all, with a margin for a busy machine.
const CONNECT_TIMEOUT_MS = 2_000;
// Hundreds of requests at once share the connections: waiting for one is no sign that the database is gone.
const QUEUE_TIMEOUT_MS = 15_000;
// A stuck statement must not hold a connection.
const STATEMENT_TIMEOUT_MS = 15_000;
// What the server ends by itself comes before; what comes no more, as from a machine that has vanished, is given up then.
const SILENCE_MS = 1_000;
// Of an idle connection this is found out in some fifteen seconds.
const KEEP_ALIVE_MS = 5_000;
/** How many connections the requests of one process take at most. */
export const POOL_SIZE = 10;
// A change waits for others only briefly: an ending is next in line, and a client can retry.
const LOCK_TIMEOUT_MS = 3_000;

// The pool's own timeout covers both the wait for a free connection and opening one.
class Client extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // A running statement fails by itself; without a listener, the event would end the process.
    this.on("error", () => undefined);
  }
}

/** A connection that keeps what is often asked. */
class KeepingClient extends Client {
  readonly kept = new KeptStatements();
  /** How many statements are under way, or wait for their turn. */
  asked = 0;
}

// Kysely hands over a text and its values, and has no name for a statement that the connection shall keep.
KeepingClient.prototype.query = function query(this: KeepingClient, ...given: unknown[]) {
  const [text, values, ...rest] = given;
  const hasValues = typeof text === "string" && Array.isArray(values) && values.length > 0;
  const name = hasValues ? this.kept.nameFor(this, text, this.asked === 0) : undefined;
  this.asked++;
  const settled = () => void this.asked--;
  return queried(this, name === undefined ? given : [{ name, text, values }, ...rest], settled);
} as typeof pg.Client.prototype.query;

/** Ask as pg does. After a silence the connection is closed: whoever asked next on it would wait as long again. */
function queried(client: Client, given: unknown[], settled = () => {}): unknown {
  const close = () => void client.connection.stream.destroy();
  const ended = silence().wait(close);
  const span = statementSpan(given[0]);
  const over = (error?: unknown) => {
    settled();
    span?.end(error ?? undefined);
    // What PostgreSQL refuses is an answer too.
    ended(!error || (error instanceof Error && "severity" in error));
    if (error instanceof Error && error.message === "Query read timeout") close();
  };
  const last = given.at(-1);
  if (typeof last !== "function") {
    const answer = Reflect.apply(pg.Client.prototype.query, client, given);
    if (answer instanceof Promise) {
      answer.then(() => over(), over);
    } else {
      settled();
      span?.end();
      ended(false);
    }
    return answer;
  }
  const told = (error: unknown, ...rest: unknown[]) => {
    over(error);
    last(error, ...rest);
  };
  return Reflect.apply(pg.Client.prototype.query, client, [...given.slice(0, -1), told]);
}

/** Of a statement that belongs to something that is told of. What the queue asks by itself, every other second, is not. */
function statementSpan(given: unknown): Span | undefined {
  const parent = currentSpan();
  if (parent === undefined) return undefined;
  const text = typeof given === "string" ? given : textOf(given);
  if (text === undefined) return undefined;
  const name = statementName(text);
  return recorder()?.begin(name, "client", { "db.system.name": "postgresql", "db.query.summary": name }, parent);
}

function textOf(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null || !("text" in given)) return undefined;
  return typeof given.text === "string" ? given.text : undefined;
}

type Connected = Parameters<pg.Pool["connect"]>[0];

// How often a connection is made again that came too late.
const MORE_TRIES = 2;
const TOO_LATE = /^(timeout expired|Query read timeout)$/;

/**
 * A pool in which nobody waits for a connection to a database that is silent. While the database proves that it is there, a busy machine may take
 * its time to make one.
 */
class Pool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (callback !== undefined) return void super.connect(callback);
    return this.#obtain(MORE_TRIES);
  }

  async #obtain(moreTries: number): Promise<pg.PoolClient> {
    try {
      return await this.#next();
    } catch (error) {
      const isLate = error instanceof Error && TOO_LATE.test(error.message);
      if (!isLate || moreTries === 0 || !silence().isTold()) throw error;
      return await this.#obtain(moreTries - 1);
    }
  }

  #next(): Promise<pg.PoolClient> {
    return new Promise((resolve, reject) => {
      let isGivenUp = false;
      const ended = silence().wait(() => {
        isGivenUp = true;
        reject(silent());
      });
      super.connect().then(
        (client) => {
          ended(false);
          if (isGivenUp) client.release();
          else resolve(client);
        },
        (error: unknown) => {
          ended(false);
          reject(error);
        },
      );
    });
  }
}

/** A connection that a pooler gives another session for each transaction, where nothing that was set or prepared is found again. */
class SharedClient extends Client {
  /** Sets, for a transaction, what another connection has for good. */
  settings = "";
}

SharedClient.prototype.query = function query(this: SharedClient, ...given: unknown[]) {
  const [text, ...rest] = given;
  // One message more, and no round trip.
  const begins = typeof text === "string" && /^(begin|start transaction)\b/i.test(text);
  return queried(this, [begins ? `${text}; ${this.settings}` : text, ...rest]);
} as typeof pg.Client.prototype.query;

/** How long its statements may take, in milliseconds; 0: as long as they need. */
export type Patience = {
  statement_timeout?: number;
  lock_timeout?: number;
  /** Plan a statement that a connection keeps once for all values, where planning costs more than any plan could save. */
  plan_cache_mode?: "force_generic_plan";
};

/**
 * A pool on `url`. An idle connection that breaks is dropped and logged; it never ends the process.
 * @param isShared a pooler gives its connections another session for each transaction: what is waited for is bounded inside of
 * transactions alone, and statements are parsed each time
 */
export function createPool(url: string, size = POOL_SIZE, patience: Patience = {}, isShared = false): pg.Pool {
  const settings = Object.entries({ statement_timeout: STATEMENT_TIMEOUT_MS, ...patience });
  const { statement_timeout: longest = STATEMENT_TIMEOUT_MS } = patience;
  const setTo = (set: string) => settings.map(([name, value]) => `${set} ${name} = ${value}`).join("; ");
  // Not as parameters of the connection: PgBouncer refuses all but a few.
  const set = { text: setTo("set"), query_timeout: CONNECT_TIMEOUT_MS };
  const pool = new Pool({
    connectionString: url,
    Client: isShared ? SharedClient : KeepingClient,
    max: size,
    connectionTimeoutMillis: QUEUE_TIMEOUT_MS,
    ...(longest > 0 ? { query_timeout: longest + SILENCE_MS } : {}),
    types,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    onConnect: async (client) => {
      if (client instanceof SharedClient) client.settings = setTo("set local");
      else await client.query(set);
    },
    // One that is made anew plans anew what it is asked, which costs more than what it is asked for.
    idleTimeoutMillis: 600_000,
    application_name: "latchkey",
  });
  pool.on("error", (error) => {
    // A pool has ended before its connections have: the database may be stopped, and tell them so, in between.
    if (!pool.ending) console.error(`database: an idle connection was lost (${error.message})`);
  });
  return pool;
}

/** A database on `url` of its own, for scripts and tests. Its owner calls `destroy()`. */
export function connect(url: string, patience: Patience = {}): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new CommittedDialect({ pool: async () => createPool(url, POOL_SIZE, patience) }),
  });
}

/**
 * The database of this process. Connects on the first query, to `DATABASE_URL`, which the server sets when it started the
 * embedded one; importing this file touches nothing.
 */
export const db: Kysely<Database> = processWide(
  "db",
  () =>
    new Kysely<Database>({
      dialect: new CommittedDialect({
        pool: async () => {
          const url = process.env.DATABASE_URL;
          if (!url) throw new Error("DATABASE_URL is not set: npm start sets it for the embedded database");
          const isShared = Boolean(process.env.DATABASE_DIRECT_URL);
          return createPool(url, POOL_SIZE, { lock_timeout: LOCK_TIMEOUT_MS }, isShared);
        },
      }),
    }),
);

/** Close the connections of this process; the last step of a shutdown. */
export async function closeDatabase(): Promise<void> {
  await db.destroy();
  forgetProcessWide("db");
}
