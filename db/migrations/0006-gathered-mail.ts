import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outgoing_email add column is_gathered boolean not null default false`.execute(db);
  await sql`create index outgoing_email_gathered_index on outgoing_email (lower(recipient), kind) where is_gathered`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index outgoing_email_gathered_index`.execute(db);
  await sql`alter table outgoing_email drop column is_gathered`.execute(db);
}
