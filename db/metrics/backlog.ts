import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Mails by their state. Those that are over stay until they are forgotten. */
export async function countMails(db: Db): Promise<{ state: string; count: number }[]> {
  return await db
    .selectFrom("outgoing_email")
    .select(["state", sql<number>`count(*)::int`.as("count")])
    .groupBy("state")
    .execute();
}

/** Background jobs that are due, in three parts, and for how many seconds the longest of those that wait has been due. */
export type Backlog = { waiting: number; running: number; failing: number; wait_seconds: number };

/** What the job queue has to do. */
export async function findBacklog(db: Db): Promise<Backlog> {
  const waiting = sql`locked_at is null and attempts = 0`;
  const { rows } = await sql<Backlog>`
    select count(*) filter (where ${waiting})::int waiting,
      count(*) filter (where locked_at is not null)::int running,
      count(*) filter (where locked_at is null and attempts > 0)::int failing,
      coalesce(extract(epoch from now() - min(run_at) filter (where ${waiting})), 0)::float wait_seconds
    from graphile_worker.jobs where run_at <= now() or attempts > 0 or locked_at is not null`.execute(db);
  return rows[0] ?? { waiting: 0, running: 0, failing: 0, wait_seconds: 0 };
}
