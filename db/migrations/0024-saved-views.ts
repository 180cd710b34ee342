import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table saved_view (
    id uuid primary key,
    organisation_id uuid not null,
    user_id uuid not null,
    name text not null check (char_length(name) between 1 and 100),
    query text not null check (char_length(query) between 1 and 2000),
    created_at timestamptz not null default now(),
    foreign key (organisation_id, user_id) references membership (organisation_id, user_id) on delete cascade
  )`.execute(db);
  await sql`create unique index saved_view_name_key on saved_view (organisation_id, user_id, lower(name))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table saved_view`.execute(db);
}
