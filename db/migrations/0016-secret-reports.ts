import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
create table secret_report (
  id uuid primary key,
  digests bytea[] not null check (cardinality(digests) between 1 and 100),
  places text[] not null check (cardinality(places) = cardinality(digests)),
  address inet,
  user_agent text not null default '' check (char_length(user_agent) <= 512),
  request_id text not null default '',
  created_at timestamptz not null default now()
)
--
alter table access_token
  add column leak_reported boolean not null default false,
  add constraint access_token_leak_reported_check check (not leak_reported or leaked_at is not null)
`;

const DOWN = `
alter table access_token drop constraint access_token_leak_reported_check, drop column leak_reported
--
drop table secret_report
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
