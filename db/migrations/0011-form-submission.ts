import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table form_submission (
    user_id uuid not null references "user" (id) on delete cascade,
    form_key uuid not null,
    made_id uuid,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    primary key (user_id, form_key)
  )`.execute(db);
  await sql`create index form_submission_created_at_index on form_submission (created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table form_submission`.execute(db);
}
