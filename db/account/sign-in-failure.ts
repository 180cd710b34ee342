import { sql } from "kysely";
import type { Db } from "@/db/database";

/** How failures add up: from the `free`th on, each makes the next one wait, twice as long each time. */
export type FailureRule = {
  free: number;
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  forgetOneAfterSeconds: number;
};

/** Until when to wait, and how long that is, by the database's clock. */
export type Wait = { retryAt: Date; waitSeconds: number };

/**
 * Count an attempt before it is made, so that a hundred at once are not a hundred tries: PostgreSQL locks the row, and an
 * attempt during the wait that an earlier one began is refused. A refused attempt changes nothing.
 * @returns the number of failures if this attempt fails too, or until when to wait
 */
export async function reserveAttempt(db: Db, key: string, rule: FailureRule): Promise<{ failures: number } | Wait> {
  // A concurrent attempt may begin before the failure that it waited for: that counts as no wait, not a negative one.
  const remembered = sql`greatest(0, f.failures
    - floor(greatest(0, extract(epoch from now() - f.failed_at)) / ${rule.forgetOneAfterSeconds}::int)::int)`;
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_failure as f (key, failures, failed_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = ${remembered} + 1,
      failed_at = greatest(f.failed_at, now()),
      blocked_until = case when ${remembered} + 1 >= ${rule.free}::int then now() + make_interval(secs => least(
        ${rule.longestWaitSeconds}::float8,
        ${rule.firstWaitSeconds}::float8 * power(2, least(30, ${remembered} + 1 - ${rule.free}::int))
      )) end
    where f.blocked_until is null or f.blocked_until <= now()
    returning failures`.execute(db);
  const reserved = rows[0];
  if (reserved !== undefined) return reserved;
  const blocked = await sql<Wait>`
    select blocked_until as "retryAt", greatest(1, ceil(extract(epoch from blocked_until - now())))::int as "waitSeconds"
    from sign_in_failure where key = ${key} and blocked_until is not null`.execute(db);
  // Forgiven between the two statements: another try in a second is let through.
  return blocked.rows[0] ?? { retryAt: new Date(), waitSeconds: 1 };
}

/** Take back one attempt that did not fail, with the wait that it started. */
export async function forgiveAttempt(db: Db, key: string): Promise<void> {
  await sql`
    update sign_in_failure set failures = greatest(1, failures - 1), blocked_until = null where key = ${key}`.execute(
    db,
  );
}

/** Forget every failure of one key, and some of those of other keys that no longer count. */
export async function forgetFailures(db: Db, key: string): Promise<void> {
  await sql`delete from sign_in_failure where key = ${key}`.execute(db);
  await sql`delete from sign_in_failure where key in (
    select key from sign_in_failure where failed_at < now() - interval '1 day' limit 100 for update skip locked
  )`.execute(db);
}
