import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table access_token add column contact text
    constraint access_token_contact_check check (char_length(contact) between 1 and 255)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table access_token drop column contact`.execute(db);
}
