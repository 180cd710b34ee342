import { type ParsedCronItem, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { Kysely, PostgresDialect } from "kysely";
import { createPool } from "@/db/database";
import type { Database } from "@/db/schema";
import { openTransport } from "@/lib/mail/transport";
import { type Clock, databaseClock } from "./clock";
import { workLogger } from "./log";
import type { WorkContext } from "./task";
import { tasks } from "./tasks";

// Work waits for mail servers most of the time. A job needs up to two connections now and then, and listening keeps one.
const CONCURRENCY = 4;
const POOL_SIZE = 8;
const LEASE_SECONDS = 60;
const POLL_MS = 2_000;
const RESTART_MS = 5_000;
// Twice for each worker, so some four seconds.
const FAILED_LOOKS = 2 * CONCURRENCY;

export type WorkOptions = {
  databaseUrl: string;
  clock?: Clock;
  leaseSeconds?: number;
  /** False: only what was added is done, nothing by the clock on the wall. */
  scheduled?: boolean;
};

/**
 * Do the background work of an instance. Several may run on one database: each job is one's. Apart from the connections of
 * requests, so that neither waits for the other. It installs no signal handlers: whoever started it stops it.
 */
export async function startWork(options: WorkOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock = databaseClock, leaseSeconds = LEASE_SECONDS, scheduled = true } = options;
  const pool = createPool(databaseUrl, POOL_SIZE);
  // graphile-worker wants to see that somebody listens; the errors of a connection are heard in `createPool`.
  pool.on("connect", () => {});
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const ending = new AbortController();
  const mail = openTransport();
  const context: WorkContext = { db, clock, mail, leaseSeconds, signal: ending.signal };
  const start = () =>
    run({
      pgPool: pool,
      schema: "graphile_worker",
      noHandleSignals: true,
      logger: workLogger,
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      taskList: taskList(context),
      parsedCronItems: scheduled ? cronItems() : [],
      // Told in batches, how a job went is told again when the database was away, and waited for at the end. One by one, a
      // failure to tell it would be a rejection that nobody handles.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  // A database that does not answer at this moment, on a busy machine for example, keeps no instance from serving requests.
  let runner: Runner | undefined = await start().catch((error: Error) => {
    console.error(`work: the workers could not be started (${error.message}); trying again.`);
    return undefined;
  });
  if (runner !== undefined) stopWhenStuck(runner);
  void watch();

  return {
    stop: async () => {
      ending.abort();
      await runner?.stop().catch(() => {});
      await db.destroy();
    },
  };

  // A worker ends by itself when it could not tell the database how a job went, for example.
  async function watch() {
    while (!ending.signal.aborted) {
      if (runner !== undefined) {
        await runner.promise.catch(() => {});
        if (ending.signal.aborted) return;
        console.error("work: the workers have ended; starting them again.");
      }
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS).unref());
      if (ending.signal.aborted) return;
      runner = await start().catch(() => undefined);
      if (runner === undefined) continue;
      // Stopped meanwhile: nobody else would stop this one.
      if (ending.signal.aborted) await runner.stop().catch(() => {});
      else stopWhenStuck(runner);
    }
  }
}

/**
 * End workers that find no work because they cannot look for it. graphile-worker asks for its tasks once, and keeps the answer
 * also when that was an error, such as a connection that took too long on a busy machine: such workers look in vain for ever.
 */
function stopWhenStuck(runner: Runner): void {
  let failed = 0;
  const looked = () => {
    failed = 0;
  };
  runner.events.on("worker:getJob:empty", looked);
  runner.events.on("job:start", looked);
  runner.events.on("worker:getJob:error", () => {
    failed++;
    // Not at once: a worker that has not gone back to waiting yet would end with the error, and its stack in the log.
    if (failed === FAILED_LOOKS) setImmediate(() => void runner.stop().catch(() => {}));
  });
}

function taskList(context: WorkContext): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, { run }]) => [name, (payload: unknown) => run(context, payload)]),
  );
}

// Before mails, of which hundreds may wait for a server that hangs.
const BY_CLOCK = { jobKeyMode: "replace", maxAttempts: 1, priority: -10 } as const;

// graphile-worker adds each occurrence once, whichever instance is first. A key of its own lets go of a job that a killed
// worker still holds.
function cronItems(): ParsedCronItem[] {
  return parseCronItems(
    Object.entries(tasks).flatMap(([task, { schedule }]) =>
      schedule === undefined ? [] : [{ task, match: schedule, options: { ...BY_CLOCK, jobKey: `by-clock:${task}` } }],
    ),
  );
}
