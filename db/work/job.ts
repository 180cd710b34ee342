import { sql } from "kysely";
import type { Db } from "@/db/database";

export type NewJob = {
  task: string;
  payload: Record<string, unknown>;
  /** By the database's clock; left out, at once. */
  runAt?: Date;
  /** Of the waiting jobs with one name, only the last stays. */
  jobKey?: string;
  maxAttempts: number;
};

/** Add a job to the queue. In a transaction, workers see it when that is committed, and never if it is not. */
export async function insertJob(db: Db, job: NewJob): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${job.task}, payload := ${JSON.stringify(job.payload)}::json, run_at := ${job.runAt ?? null}::timestamptz,
      job_key := ${job.jobKey ?? null}, max_attempts := ${job.maxAttempts}::int
    )`.execute(db);
}
