import { type RawBuilder, sql } from "kysely";
import type { Db } from "@/db/database";

/** What is kept for a time and then removed. Each condition is one that an index answers. */
const REMOVABLE = {
  access_token_usage: (before: Date) => sql`day < (${before}::timestamptz at time zone 'UTC')::date`,
  access_token: (before: Date) => sql`revoked_at < ${before}`,
  session: (before: Date) => sql`last_seen_at < ${before}`,
  one_time_code: (before: Date) => sql`expires_at < ${before}`,
  device_login: (before: Date) => sql`expires_at < ${before}`,
  outgoing_email: (before: Date) => sql`finished_at < ${before}`,
  read_notice: (before: Date) => sql`created_at < ${before} and read_at < ${before}`,
  notice: (before: Date) => sql`created_at < ${before}`,
  notice_digest: (before: Date) => sql`day < (${before}::timestamptz at time zone 'UTC')::date`,
  notice_mailed: (before: Date) => sql`day < (${before}::timestamptz at time zone 'UTC')::date`,
  form_submission: (before: Date) => sql`created_at < ${before}`,
  idempotency_key: (before: Date) => sql`created_at < ${before}`,
  // The last one of each environment that has ended stays, however long ago that was.
  deployment: (before: Date) => sql`ended_at < ${before} and exists (select from deployment as later
    where later.environment_id = deployment.environment_id and later.started_at is not null
      and (later.ended_at, later.id) > (deployment.ended_at, deployment.id))`,
  sign_in_failure: (before: Date) => sql`failed_at < ${before}`,
  webhook_delivery: (before: Date) => sql`created_at < ${before}`,
} satisfies Record<string, (before: Date) => RawBuilder<unknown>>;

export type Removable = keyof typeof REMOVABLE;

/** Remove up to `limit` rows that were over before this moment. Rows that someone holds wait. @returns how many */
export async function removeBefore(db: Db, what: Removable, before: Date, limit: number): Promise<number> {
  const table = sql.table(what === "read_notice" ? "notice" : what);
  const { numAffectedRows } = await sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table} where ${REMOVABLE[what](before)} limit ${limit} for update skip locked
    ))`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Remove whole months of activity that ended by this moment. @returns how many */
export async function dropActivityBefore(db: Db, before: Date): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`select activity_drop_before(${before}) as dropped`.execute(db);
  return rows[0]?.dropped ?? 0;
}

/** Remove jobs that will never run: given up, or of a worker that was killed and has been replaced. */
export async function removeDeadJobs(db: Db): Promise<void> {
  await sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and updated_at < now() - interval '1 day'
      and (locked_at is null or locked_at < now() - interval '1 day')`.execute(db);
}
