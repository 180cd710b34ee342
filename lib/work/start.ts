import { Logger, type ParsedCronItem, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { Kysely } from "kysely";
import { CommittedDialect } from "@/db/committed";
import { createPool } from "@/db/database";
import type { Database } from "@/db/schema";
import { inSpan } from "@/db/span";
import { openTransport } from "@/lib/mail/transport";
import { type Clock, databaseClock } from "./clock";
import type { WorkContext } from "./task";
import { type Lane, tasks } from "./tasks";

// Work waits for mail servers most of the time, and that of webhooks for their receivers, during which it needs no connection. A
// job needs up to two now and then, and listening keeps one for each lane. What a lane waits for, the other never does.
const LANES: Readonly<Record<Lane, { concurrency: number; pollMs: number }>> = {
  main: { concurrency: 4, pollMs: 2_000 },
  webhooks: { concurrency: 8, pollMs: 5_000 },
};
export const WORK_POOL_SIZE = 8;
const LEASE_SECONDS = 60;
const RESTART_MS = 5_000;
// A database that is busy, or is being restarted, is back by then.
const QUIET_TRIES = 4;
const SOON_MS = 1_000;
// By each worker: some four seconds of the main lane.
const FAILED_LOOKS = 2;

export type WorkOptions = {
  databaseUrl: string;
  clock?: Clock;
  leaseSeconds?: number;
  /** False: only what was added is done, nothing by the clock on the wall. */
  scheduled?: boolean;
};

/**
 * Do the background work of an instance. Several may run on one database: each job is one's. Apart from the connections of
 * requests, so that neither waits for the other. It installs no signal handlers: its caller stops it.
 */
export async function startWork(options: WorkOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock = databaseClock, leaseSeconds = LEASE_SECONDS, scheduled = true } = options;
  const pool = createPool(databaseUrl, WORK_POOL_SIZE);
  // graphile-worker wants to see that someone listens; the errors of a connection are heard in `createPool`.
  pool.on("connect", () => {});
  const db = new Kysely<Database>({ dialect: new CommittedDialect({ pool }) });
  const ending = new AbortController();
  const mail = openTransport();
  const context: WorkContext = { db, clock, mail, leaseSeconds, signal: ending.signal };
  const lanes = await Promise.all(LANE_NAMES.map((lane) => startLane(lane, { pool, context, scheduled })));
  return {
    stop: async () => {
      ending.abort();
      await Promise.all(lanes.map((lane) => lane.stop()));
      await db.destroy();
      // Kysely ends only a pool that it has used itself.
      if (!pool.ending) await pool.end();
    },
  };
}

const LANE_NAMES = Object.keys(LANES) as Lane[];

type LaneOptions = { pool: ReturnType<typeof createPool>; context: WorkContext; scheduled: boolean };

/** Keep the workers of a lane working, until the work ends. */
async function startLane(lane: Lane, { pool, context, scheduled }: LaneOptions): Promise<{ stop(): Promise<void> }> {
  const { concurrency, pollMs } = LANES[lane];
  const { signal } = context;
  const name = lane === "main" ? "" : ` (${lane})`;
  const start = () =>
    run({
      pgPool: pool,
      schema: "graphile_worker",
      noHandleSignals: true,
      logger: workLogger,
      concurrency,
      pollInterval: pollMs,
      taskList: taskList(context, lane),
      parsedCronItems: scheduled ? cronItems(lane) : [],
      // Reported in batches, the outcome of a job is reported again after a database failure, and waited for at shutdown. One
      // by one, a failed report would be an unhandled rejection.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  // A database that does not answer at this moment, on a busy machine for example, keeps no instance from serving requests.
  let runner = await start().catch(() => undefined);
  if (runner !== undefined) stopWhenStuck(runner, concurrency);
  void watch();

  return { stop: async () => await runner?.stop().catch(() => {}) };

  // A worker ends by itself when it could not tell the database how a job went, for example.
  async function watch() {
    while (!signal.aborted) {
      if (runner !== undefined) {
        await runner.promise.catch(() => {});
        if (signal.aborted) return;
        console.error(`work: the workers stopped; restarting them.${name}`);
      }
      runner = await startAgain(runner !== undefined);
    }
  }

  // Until it works. Short failures are not reported; for reported ones the end is reported too.
  async function startAgain(told: boolean): Promise<Runner | undefined> {
    for (let tries = 1; ; tries++) {
      await new Promise((resolve) => setTimeout(resolve, tries < QUIET_TRIES ? SOON_MS : RESTART_MS).unref());
      if (signal.aborted) return undefined;
      const started = await start().catch((error: Error) => error);
      if (!(started instanceof Error)) {
        if (signal.aborted) {
          // Stopped meanwhile: nothing else would stop this one.
          await started.stop().catch(() => {});
          return undefined;
        }
        stopWhenStuck(started, concurrency);
        if (told) console.log(`work: the workers have started.${name}`);
        return started;
      }
      if (!told && tries === QUIET_TRIES) {
        console.error(`work: the workers could not be started (${started.message}); retrying.${name}`);
        told = true;
      }
    }
  }
}

/**
 * End workers that find no work because they cannot look for it. graphile-worker asks for its tasks once, and keeps the answer
 * also when that was an error, such as a connection that took too long on a busy machine: such workers look in vain for ever.
 */
function stopWhenStuck(runner: Runner, workers: number): void {
  let failed = 0;
  const looked = () => {
    failed = 0;
  };
  runner.events.on("worker:getJob:empty", looked);
  runner.events.on("job:start", looked);
  runner.events.on("worker:getJob:error", () => {
    failed++;
    // Not at once: a worker that has not gone back to waiting yet would end with the error, and its stack in the log.
    if (failed === FAILED_LOOKS * workers) setImmediate(() => void runner.stop().catch(() => {}));
  });
}

const tasksOf = (lane: Lane) => Object.entries(tasks).filter(([, task]) => (task.lane ?? "main") === lane);

function taskList(context: WorkContext, lane: Lane): TaskList {
  return Object.fromEntries(
    tasksOf(lane).map(([name, { run }]) => [
      name,
      (payload: unknown) => inSpan(`job ${name}`, "consumer", {}, () => run(context, payload)),
    ]),
  );
}

// Before mails, of which hundreds may wait for a server that hangs.
const BY_CLOCK = { jobKeyMode: "replace", maxAttempts: 1, priority: -10 } as const;

// graphile-worker adds each occurrence once, whichever instance is first. A key of its own lets go of a job that a killed
// worker still holds.
function cronItems(lane: Lane): ParsedCronItem[] {
  return parseCronItems(
    tasksOf(lane).flatMap(([task, { schedule }]) =>
      schedule === undefined ? [] : [{ task, match: schedule, options: { ...BY_CLOCK, jobKey: `by-clock:${task}` } }],
    ),
  );
}

/**
 * The log of the queue: only what an operator should know, without stacks. Messages name jobs by number and task; payloads hold
 * nothing but ids.
 */
const workLogger = new Logger(() => (level, message) => {
  if (level === "error") console.error(`work: ${firstLine(message)}`);
  if (level === "warning") console.warn(`work: ${firstLine(message)}`);
});

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
