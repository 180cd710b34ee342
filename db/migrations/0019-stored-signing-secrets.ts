import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // The default counts as stored what is there already, and what an older instance writes during an upgrade.
  await sql`alter table webhook add column secret_stored_at timestamptz default now()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table webhook drop column secret_stored_at`.execute(db);
}
