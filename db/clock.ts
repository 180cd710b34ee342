import { sql } from "kysely";
import type { Db } from "./database";

/** The moment by the database's clock: that of the statement, within a transaction too. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select statement_timestamp() as now`.execute(db);
  const now = rows[0]?.now;
  if (now === undefined) throw new Error("the database did not tell its time");
  return now;
}
