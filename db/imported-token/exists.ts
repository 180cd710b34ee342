import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Whether any secret was taken over from another system, and not forgotten. */
export async function hasImportedSecretRows(db: Db): Promise<boolean> {
  // Ordered as the index of imported ones is: they are the newest, and reading all secrets would come upon them last.
  const { rows } = await sql`
    select token_id from access_token_secret where format = 'imported' order by token_id limit 1`.execute(db);
  return rows.length > 0;
}
