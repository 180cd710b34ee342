import { sql } from "kysely";
import type { Db } from "@/db/database";
import type { Clock } from "@/lib/work/clock";
import type { TaskName } from "@/lib/work/queue";
import { addJob } from "@/lib/work/queue";
import { waitFor } from "./wait";

/** A clock in the database, so that several processes see the same time, and a test moves it. */
export async function createClock(db: Db, at: Date): Promise<void> {
  await sql`create table test_clock (at timestamptz not null)`.execute(db);
  await sql`insert into test_clock values (${at})`.execute(db);
}

export async function setClock(db: Db, at: Date): Promise<void> {
  await sql`update test_clock set at = ${at}`.execute(db);
}

export const testClock: Clock = async (db) => {
  const { rows } = await sql<{ at: Date }>`select at from test_clock`.execute(db);
  if (!rows[0]) throw new Error("the test has made no clock");
  return rows[0].at;
};

/** Add a job of each of these, as the schedule does, and wait until there is nothing to do. */
export async function work(db: Db, ...names: TaskName[]): Promise<void> {
  await addJobs(db, names);
  await idle(db);
}

/** The same where workers are killed, which leave what they had locked. */
export async function workAmongKilled(db: Db, ...names: TaskName[]): Promise<void> {
  await addJobs(db, names);
  await idleAmongKilled(db);
}

/** Wait until there is nothing to do, however long a busy machine takes for it. */
export async function idle(db: Db): Promise<void> {
  await untilIdle(db, 60);
}

/** The same where workers are killed: a job that is locked for longer than three seconds is that of one. */
export async function idleAmongKilled(db: Db): Promise<void> {
  await untilIdle(db, 3);
}

async function addJobs(db: Db, names: readonly TaskName[]): Promise<void> {
  for (const name of names) await addJob(db, name, {}, { jobKey: `by-clock:${name}` });
}

async function untilIdle(db: Db, lockedSeconds: number): Promise<void> {
  await waitFor(() => isIdle(db, lockedSeconds), "the end of the work");
}

/** Whether there is nothing to do at this moment. A job that is locked for longer than that is that of a killed worker. */
export async function isIdle(db: Db, lockedSeconds = 60): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (
      select from graphile_worker._private_jobs
      where (is_available and run_at <= now()) or locked_at > now() - make_interval(secs => ${lockedSeconds})
    ) as busy`.execute(db);
  return rows[0]?.busy === false;
}
