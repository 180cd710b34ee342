import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Whether any secret was taken over from another system, and not forgotten. */
export async function hasImportedSecretRows(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from access_token_secret where format = 'imported') as found`.execute(db);
  return rows[0]?.found === true;
}
