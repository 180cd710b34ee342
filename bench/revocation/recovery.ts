import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";

// The first proof after a break may be one that was on its way all the time.
const LATER = "600 milliseconds";
const PATIENCE_MS = 20_000;

/** Resolves when the instance proves again that it is told of changes: what it remembers is used from then on. */
export async function untilTold(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const since = rows[0]?.now;
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(50)) {
    const proofs = await sql`select pid from pg_stat_activity
      where datname = current_database() and query like 'select (extract(epoch from clock_timestamp())%'
      and query_start > ${since}::timestamptz + ${LATER}::interval`.execute(db);
    if (proofs.rows.length > 0) return;
  }
  throw new Error(`the instance is told of nothing ${PATIENCE_MS} ms after the break`);
}
