import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
create table webhook (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  url text not null check (char_length(url) between 1 and 2000),
  description text not null default '' check (char_length(description) <= 255),
  events text[] not null check (cardinality(events) > 0),
  secret bytea not null,
  key_id text not null,
  former_secret bytea,
  former_key_id text,
  former_until timestamptz,
  paused_at timestamptz,
  switched_off_at timestamptz,
  failing_since timestamptz,
  created_at timestamptz not null default now(),
  created_by_user_id uuid references "user" (id) on delete set null,
  constraint webhook_former_check check (num_nonnulls(former_secret, former_key_id, former_until) in (0, 3))
)
--
create index webhook_organisation_id_index on webhook (organisation_id, created_at, id)
--
create table webhook_delivery (
  id uuid primary key,
  webhook_id uuid not null references webhook (id) on delete cascade,
  message_id text not null,
  event text not null,
  payload text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'failed')),
  attempts integer not null default 0,
  tries jsonb not null default '[]',
  next_attempt_at timestamptz not null,
  leased_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint webhook_delivery_message_id_key unique (webhook_id, message_id),
  constraint webhook_delivery_lease_check check ((state = 'sending') = (leased_until is not null)),
  constraint webhook_delivery_finished_check check ((state in ('delivered', 'failed')) = (finished_at is not null))
)
--
create index webhook_delivery_newest_index on webhook_delivery (webhook_id, created_at desc, id desc)
--
create index webhook_delivery_due_index on webhook_delivery (webhook_id, next_attempt_at) where state in ('queued', 'sending')
--
create index webhook_delivery_created_at_index on webhook_delivery (created_at)
--
create table webhook_outbox (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  activity_id uuid not null,
  activity_at timestamptz not null,
  enforces_at timestamptz,
  due_at timestamptz not null default now()
)
--
create index webhook_outbox_due_at_index on webhook_outbox (due_at)
--
create function webhook_announce() returns trigger language plpgsql as $$
begin
  if new.organisation_id is not null then
    insert into webhook_outbox (organisation_id, activity_id, activity_at)
      select new.organisation_id, new.id, new.created_at
      where exists (
        select from webhook where organisation_id = new.organisation_id and paused_at is null and switched_off_at is null
      );
  else
    insert into webhook_outbox (organisation_id, activity_id, activity_at)
      select membership.organisation_id, new.id, new.created_at from membership
      where membership.user_id = new.user_id and exists (
        select from webhook
        where organisation_id = membership.organisation_id and paused_at is null and switched_off_at is null
      );
  end if;
  -- One job for each transaction, without a key: under one, transactions would wait for each other.
  if found and current_setting('latchkey.webhook_announced', true) is distinct from pg_current_xact_id()::text then
    perform set_config('latchkey.webhook_announced', pg_current_xact_id()::text, true);
    perform graphile_worker.add_job('announce_webhooks', max_attempts := 3);
  end if;
  return null;
end
$$
--
create trigger webhook_announce after insert on activity for each row
  when (new.organisation_id is not null or (new.user_id is not null and new.type in
    ('access_token.created', 'access_token.rotated', 'access_token.replaced', 'access_token.revoked')))
  execute function webhook_announce()
`;

const DOWN = `
drop trigger webhook_announce on activity
--
drop function webhook_announce()
--
drop table webhook_outbox, webhook_delivery, webhook
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
