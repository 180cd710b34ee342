import { sql } from "kysely";
import type { Db } from "@/db/database";
import type { TaskName } from "./queue";

/**
 * Do `work` unless another worker, of this or another instance, is busy with that task. The lock is in a transaction of its
 * own, which ends with its process; `work` uses other connections.
 * @returns whether it was done
 */
export async function alone(db: Db, task: TaskName, work: () => Promise<void>): Promise<boolean> {
  return await db.transaction().execute(async (lock) => {
    // Idle while other connections work: no timeout may end it as a forgotten transaction.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(lock);
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('latchkey.work'), hashtext(${task})) as taken`.execute(lock);
    if (!rows[0]?.taken) return false;
    await work();
    return true;
  });
}
