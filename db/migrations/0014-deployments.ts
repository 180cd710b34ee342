import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
create table deployment (
  id uuid primary key,
  environment_id uuid not null references environment (id) on delete cascade,
  status text not null default 'queued'
    check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'abandoned')),
  percent smallint not null default 0 check (percent between 0 and 100),
  log_bytes integer not null default 0 check (log_bytes between 0 and 10485760),
  is_log_cut boolean not null default false,
  created_at timestamptz not null default now(),
  created_by_user_id uuid references "user" (id) on delete set null,
  created_by_token_id uuid references access_token (id) on delete set null,
  started_at timestamptz,
  ended_at timestamptz,
  constraint deployment_ended_check check ((status in ('queued', 'running')) = (ended_at is null)),
  constraint deployment_started_check check (
    case when status = 'queued' then started_at is null
         when status in ('running', 'succeeded', 'failed') then started_at is not null
         else true end
  )
)
--
create index deployment_environment_id_created_at_index on deployment (environment_id, created_at desc, id desc)
--
create index deployment_finished_index on deployment (environment_id, ended_at desc, id desc)
  where ended_at is not null and started_at is not null
--
create index deployment_queued_index on deployment (created_at) where status = 'queued'
--
create index deployment_ended_at_index on deployment (ended_at)
--
create index deployment_created_by_token_id_index on deployment (created_by_token_id)
--
create table deployment_log_chunk (
  deployment_id uuid not null references deployment (id) on delete cascade,
  position integer not null check (position >= 0),
  content text not null check (content <> ''),
  primary key (deployment_id, position)
)
--
create table deployment_variable (
  deployment_id uuid not null references deployment (id) on delete cascade,
  name text not null,
  variable_id uuid not null,
  value bytea,
  key_id text,
  primary key (deployment_id, name),
  constraint deployment_variable_value_check check ((value is null) = (key_id is null))
)
--
create index deployment_variable_variable_id_index on deployment_variable (variable_id) where value is not null
--
create function deployment_variable_forget() returns trigger language plpgsql as $$
begin
  update deployment_variable set value = null, key_id = null where variable_id = new.id and value is not null;
  return null;
end
$$
--
create trigger deployment_variable_forget after update of is_sensitive on environment_variable
  for each row when (new.is_sensitive and not old.is_sensitive) execute function deployment_variable_forget()
`;

const DOWN = `
drop trigger deployment_variable_forget on environment_variable
--
drop function deployment_variable_forget()
--
drop table deployment_variable, deployment_log_chunk, deployment
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
