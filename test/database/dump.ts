import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Every row of every table, as text: `table: (row)`. Binary columns are in hexadecimal. */
export async function dumpDatabase(db: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  const lines: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db);
    for (const { row } of rows.rows) lines.push(`${name}: ${row}`);
  }
  return lines;
}

// What stands before the random characters of a token's secret. A code has nothing there, and may have underscores anywhere.
const BEFORE_RANDOM = /^[a-z][a-z0-9]{1,9}_[a-z]{3}_/;

/** The lines of `lines` that hold a secret: as it is, its 30 random characters alone, or either in another coding. */
export function linesWithSecret(lines: readonly string[], secret: string): string[] {
  const random = secret.replace(BEFORE_RANDOM, "").slice(0, 30);
  const forms = [secret, random].flatMap((text) => [
    text,
    Buffer.from(text).toString("hex"),
    // Base64 of the text alone; where other bytes stand before it, the two other alignments are found by their middle.
    ...[0, 1, 2].map((skip) => Buffer.from(text.slice(skip)).toString("base64").slice(0, 32)),
    encodeURIComponent(text),
    [...text].reverse().join(""),
  ]);
  return lines.filter((line) => forms.some((form) => line.toLowerCase().includes(form.toLowerCase())));
}
