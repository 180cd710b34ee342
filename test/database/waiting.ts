import { sql } from "kysely";
import type { Db } from "@/db/database";

/** The session of a transaction, or of one connection, as `waitingFor` knows it. */
export async function sessionOf(connection: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection);
  return rows[0]?.pid ?? 0;
}

/**
 * The statements that wait for what a session has locked, or behind others that do. Whatever else waits in a database that files of
 * tests share is another file's.
 * @param db another connection than the session's: a transaction sees who waits as it was at first
 */
export async function waitingFor(db: Db, session: number): Promise<string[]> {
  const { rows } = await sql<{ query: string }>`
    with recursive
      blocked as materialized (
        select pid, query, pg_blocking_pids(pid) as by from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
      ),
      waiting(pid, query) as (
        select pid, query from blocked where ${session}::int = any(by)
        union
        select blocked.pid, blocked.query from blocked join waiting on waiting.pid = any(blocked.by)
      )
    select query from waiting`.execute(db);
  return rows.map(({ query }) => query);
}
