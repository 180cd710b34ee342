import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
alter table access_token add column expiration_set_at timestamptz
--
update access_token set expiration_set_at = created_at
--
alter table access_token
  alter column expiration_set_at set default now(),
  alter column expiration_set_at set not null
--
create index access_token_expires_at_index on access_token (expires_at) where expires_at is not null and revoked_at is null
--
create index access_token_revoked_at_index on access_token (revoked_at) where revoked_at is not null
--
alter table access_token_secret
  add column overlap_seconds integer check (overlap_seconds between 0 and 604800),
  add column retiring_since timestamptz,
  add column created_by_user_id uuid references "user" (id) on delete set null,
  add column created_by_token_id uuid references access_token (id) on delete set null,
  add constraint access_token_secret_pending_has_overlap check (state <> 'pending' or overlap_seconds is not null)
--
update access_token_secret set retiring_since = now() where state = 'retiring'
--
create unique index access_token_secret_one_retiring on access_token_secret (token_id) where state = 'retiring'
--
create index access_token_secret_created_by_token_id_index on access_token_secret (created_by_token_id)
  where created_by_token_id is not null
--
create index access_token_secret_pending_index on access_token_secret (created_at) where state = 'pending'
--
create index access_token_secret_retiring_index on access_token_secret (retires_at) where state = 'retiring'
--
create table access_token_usage (
  token_id uuid not null references access_token (id) on delete cascade,
  day date not null,
  outcome text not null check (char_length(outcome) between 1 and 32),
  scope text not null check (char_length(scope) <= 64),
  requests bigint not null check (requests > 0),
  primary key (token_id, day, outcome, scope)
) with (fillfactor = 70)
--
create index access_token_usage_day_index on access_token_usage (day)
--
create table access_token_source (
  secret_id uuid not null references access_token_secret (id) on delete cascade,
  digest bytea not null check (octet_length(digest) = 16),
  address inet,
  user_agent text not null default '' check (char_length(user_agent) <= 512),
  route text not null check (char_length(route) <= 256),
  requests bigint not null check (requests >= 0),
  refused bigint not null check (refused >= 0),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (secret_id, digest),
  constraint access_token_source_seen check (requests + refused > 0)
) with (fillfactor = 70)
--
create table notice (
  id uuid primary key,
  user_id uuid not null references "user" (id) on delete cascade,
  kind text not null check (char_length(kind) between 1 and 64),
  token_id uuid references access_token (id) on delete cascade,
  dedupe_key text not null check (char_length(dedupe_key) between 1 and 200),
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (user_id, dedupe_key)
)
--
create index notice_user_id_index on notice (user_id, created_at desc)
--
create index notice_unread_index on notice (user_id) where read_at is null
--
create index notice_token_id_index on notice (token_id) where token_id is not null
--
create index notice_created_at_index on notice (created_at)
--
create table notice_digest (
  user_id uuid not null references "user" (id) on delete cascade,
  day date not null,
  created_at timestamptz not null default now(),
  primary key (user_id, day)
)
--
create index notice_digest_day_index on notice_digest (day)
--
create table notice_mailed (
  user_id uuid not null references "user" (id) on delete cascade,
  dedupe_key text not null check (char_length(dedupe_key) between 1 and 200),
  day date not null,
  primary key (user_id, dedupe_key)
)
--
create index notice_mailed_day_index on notice_mailed (day)
--
create table notification_preference (
  user_id uuid primary key references "user" (id) on delete cascade,
  expiry_email boolean not null default true,
  expiry_dashboard boolean not null default true,
  new_sign_in_email boolean not null default true,
  token_created_email boolean not null default true,
  updated_at timestamptz not null default now()
)
--
create table outgoing_email (
  id uuid primary key,
  kind text not null check (char_length(kind) between 1 and 64),
  user_id uuid references "user" (id) on delete set null,
  recipient text not null check (char_length(recipient) between 3 and 254),
  message_id text not null unique check (char_length(message_id) between 3 and 200),
  content bytea,
  key_id text not null check (char_length(key_id) between 1 and 32),
  state text not null default 'queued' check (state in ('queued', 'sending', 'handed_over', 'sent', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  last_error text check (char_length(last_error) <= 500),
  created_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  leased_until timestamptz,
  expires_at timestamptz,
  finished_at timestamptz,
  constraint outgoing_email_content_until_finished check ((content is null) = (state in ('sent', 'failed')))
)
--
create index outgoing_email_due_index on outgoing_email (next_attempt_at) where state in ('queued', 'sending', 'handed_over')
--
create index outgoing_email_finished_at_index on outgoing_email (finished_at) where finished_at is not null
--
create index outgoing_email_user_id_index on outgoing_email (user_id, created_at desc) where user_id is not null
--
alter table one_time_code
  drop constraint one_time_code_purpose_check,
  add constraint one_time_code_purpose_check check (purpose in ('setup', 'reset_password', 'sign_up')),
  add column email text check (char_length(email) between 3 and 254)
--
create index one_time_code_user_id_index on one_time_code (user_id) where user_id is not null
--
create index one_time_code_expires_at_index on one_time_code (expires_at)
--
create index session_last_seen_at_index on session (last_seen_at)
--
create index sign_in_failure_failed_at_index on sign_in_failure (failed_at)
--
create index session_user_id_created_at_index on session (user_id, created_at)
--
create index activity_actor_user_id_index on activity (actor_user_id, created_at desc) where actor_user_id is not null
`;

const DOWN = `
drop index activity_actor_user_id_index, session_user_id_created_at_index
--
drop index sign_in_failure_failed_at_index, session_last_seen_at_index, one_time_code_expires_at_index, one_time_code_user_id_index
--
delete from one_time_code where purpose <> 'setup'
--
alter table one_time_code
  drop column email,
  drop constraint one_time_code_purpose_check,
  add constraint one_time_code_purpose_check check (purpose in ('setup'))
--
drop table outgoing_email, notification_preference, notice_mailed, notice_digest, notice, access_token_source, access_token_usage
--
update access_token_secret set state = 'retired', retires_at = now() where state = 'pending'
--
drop index access_token_secret_one_retiring, access_token_secret_pending_index, access_token_secret_retiring_index
--
alter table access_token_secret
  drop constraint access_token_secret_pending_has_overlap,
  drop column overlap_seconds, drop column retiring_since, drop column created_by_user_id, drop column created_by_token_id
--
drop index access_token_expires_at_index, access_token_revoked_at_index
--
alter table access_token drop column expiration_set_at
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
