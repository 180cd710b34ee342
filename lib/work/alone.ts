import { sql } from "kysely";
import type { Db } from "@/db/database";
import type { TaskName } from "./queue";

/**
 * Do `work` unless a worker, of this or of another instance, is at the same task: then it is left to that one. The lock is in
 * a transaction of its own, which ends with its process; `work` uses other connections.
 * @returns whether it was done
 */
export async function alone(db: Db, task: TaskName, work: () => Promise<void>): Promise<boolean> {
  return await db.transaction().execute(async (lock) => {
    // Held while other connections work: nothing may take it for a transaction that was forgotten.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(lock);
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('latchkey.work'), hashtext(${task})) as taken`.execute(lock);
    if (!rows[0]?.taken) return false;
    await work();
    return true;
  });
}
