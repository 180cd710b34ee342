import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
create table instance (
  id boolean primary key default true check (id),
  secret_fingerprint text not null,
  created_at timestamptz not null default now()
)
--
create table "user" (
  id uuid primary key,
  email text not null check (char_length(email) between 3 and 254),
  email_verified_at timestamptz,
  password_hash text check (password_hash like '$argon2id$%'),
  password_changed_at timestamptz,
  first_name text not null default '' check (char_length(first_name) <= 100),
  last_name text not null default '' check (char_length(last_name) <= 100),
  timezone text not null default 'UTC' check (char_length(timezone) between 1 and 64),
  deactivated_at timestamptz,
  created_at timestamptz not null default now()
)
--
create unique index user_email_key on "user" (lower(email))
--
create table oidc_identity (
  id uuid primary key,
  user_id uuid not null references "user" (id) on delete cascade,
  issuer text not null,
  subject text not null,
  email text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  unique (issuer, subject)
)
--
create index oidc_identity_user_id_index on oidc_identity (user_id)
--
create table session (
  id uuid primary key,
  user_id uuid not null references "user" (id) on delete cascade,
  method text not null check (method in ('password', 'oidc')),
  created_at timestamptz not null default now(),
  authenticated_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  address inet,
  user_agent text not null default '' check (char_length(user_agent) <= 512),
  ended_at timestamptz
)
--
create index session_user_id_index on session (user_id, last_seen_at desc) where ended_at is null
--
create table sign_in_failure (
  key text primary key check (char_length(key) <= 128),
  failures integer not null check (failures > 0),
  failed_at timestamptz not null default now(),
  blocked_until timestamptz
)
--
create table one_time_code (
  id uuid primary key,
  purpose text not null check (purpose in ('setup')),
  digest bytea not null unique check (octet_length(digest) = 32),
  user_id uuid references "user" (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
)
--
create table organisation (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 100),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 63),
  is_platform boolean not null default false,
  created_at timestamptz not null default now()
)
--
create unique index organisation_is_platform_key on organisation (is_platform) where is_platform
--
create table membership (
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references "user" (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  created_at timestamptz not null default now(),
  primary key (organisation_id, user_id)
)
--
create index membership_user_id_index on membership (user_id)
--
create table team (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 100),
  created_at timestamptz not null default now()
)
--
create unique index team_name_key on team (organisation_id, lower(name))
--
create table application (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  name text not null check (char_length(name) between 1 and 100),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 63),
  created_at timestamptz not null default now()
)
--
create index application_organisation_id_index on application (organisation_id)
--
create table environment (
  id uuid primary key,
  application_id uuid not null references application (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 63),
  branch text not null default 'main',
  created_at timestamptz not null default now(),
  unique (application_id, slug)
)
--
create table access_token (
  id uuid primary key,
  kind text not null check (kind in ('pat', 'org', 'cli')),
  user_id uuid references "user" (id) on delete cascade,
  organisation_id uuid references organisation (id) on delete cascade,
  acts_as text check (acts_as in ('admin', 'member', 'guest')),
  team_id uuid references team (id) on delete set null,
  application_id uuid references application (id) on delete set null,
  workflow text check (char_length(workflow) between 1 and 100),
  label text not null check (char_length(label) between 1 and 255),
  purpose text not null
    check (purpose in ('local_development', 'ci_pipeline', 'shared_environment', 'automation', 'other')),
  description text not null default '' check (char_length(description) <= 1024),
  scopes text[] not null check (cardinality(scopes) between 1 and 32 and array_position(scopes, null) is null),
  reach text not null check (reach in ('everything', 'limited')),
  allowed_networks cidr[] check (cardinality(allowed_networks) between 1 and 64),
  may_rotate_itself boolean not null default false,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  created_by_user_id uuid references "user" (id) on delete set null,
  created_by_token_id uuid references access_token (id) on delete set null,
  revoked_at timestamptz,
  revoked_by_user_id uuid references "user" (id) on delete set null,
  revoke_kind text check (revoke_kind in ('by_owner', 'by_administrator', 'leaked', 'self')),
  revoke_reason text check (char_length(revoke_reason) <= 500),
  constraint access_token_one_owner check (num_nonnulls(user_id, organisation_id) = 1),
  constraint access_token_kind_fits_owner check ((kind = 'org') = (organisation_id is not null)),
  constraint access_token_acts_as_of_organisation check ((acts_as is not null) = (kind = 'org')),
  constraint access_token_assigned_to_one check (
    num_nonnulls(team_id, application_id, workflow) <= 1
    and (kind = 'org' or num_nonnulls(team_id, application_id, workflow) = 0)
  ),
  constraint access_token_revocation_whole check (
    (revoked_at is null) = (revoke_kind is null)
    and (revoked_at is not null or num_nonnulls(revoked_by_user_id, revoke_reason) = 0)
  )
)
--
create index access_token_user_id_index on access_token (user_id, created_at desc) where user_id is not null
--
create index access_token_organisation_id_index on access_token (organisation_id, created_at desc)
  where organisation_id is not null
--
create index access_token_created_by_token_id_index on access_token (created_by_token_id)
  where created_by_token_id is not null
--
create table access_token_limit (
  id uuid primary key,
  token_id uuid not null references access_token (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  application_id uuid references application (id) on delete cascade,
  environment_id uuid references environment (id) on delete cascade,
  constraint access_token_limit_environment_has_application check (environment_id is null or application_id is not null)
)
--
create unique index access_token_limit_key on access_token_limit (
  token_id, organisation_id,
  coalesce(application_id, '00000000-0000-0000-0000-000000000000'),
  coalesce(environment_id, '00000000-0000-0000-0000-000000000000')
)
--
create index access_token_limit_organisation_id_index on access_token_limit (organisation_id)
--
create index access_token_limit_application_id_index on access_token_limit (application_id)
  where application_id is not null
--
create index access_token_limit_environment_id_index on access_token_limit (environment_id)
  where environment_id is not null
--
create table access_token_organisation (
  token_id uuid not null references access_token (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  state text not null check (state in ('active', 'blocked', 'withdrawn', 'awaiting_approval')),
  reason text check (char_length(reason) <= 500),
  decided_by_user_id uuid references "user" (id) on delete set null,
  decided_at timestamptz not null default now(),
  primary key (token_id, organisation_id)
)
--
create index access_token_organisation_organisation_id_index on access_token_organisation (organisation_id)
--
create table access_token_secret (
  id uuid primary key,
  token_id uuid not null references access_token (id) on delete cascade,
  digest bytea not null unique check (octet_length(digest) = 32),
  key_id text not null check (char_length(key_id) between 1 and 32),
  format text not null default 'latchkey' check (format in ('latchkey', 'imported')),
  hint text not null check (char_length(hint) <= 64),
  state text not null check (state in ('pending', 'current', 'retiring', 'retired')),
  created_at timestamptz not null default now(),
  first_used_at timestamptz,
  retires_at timestamptz,
  constraint access_token_secret_retires check ((state in ('retiring', 'retired')) = (retires_at is not null)),
  constraint access_token_secret_one_current
    exclude using btree (token_id with =) where (state = 'current') deferrable initially deferred,
  constraint access_token_secret_one_pending
    exclude using btree (token_id with =) where (state = 'pending') deferrable initially deferred
)
--
create index access_token_secret_token_id_index on access_token_secret (token_id)
--
create table access_token_last_use (
  token_id uuid primary key references access_token (id) on delete cascade,
  used_at timestamptz not null,
  address inet,
  user_agent text not null default '' check (char_length(user_agent) <= 512)
) with (fillfactor = 70)
--
create table activity (
  id uuid not null,
  created_at timestamptz not null default now(),
  type text not null check (char_length(type) between 1 and 64),
  user_id uuid,
  organisation_id uuid,
  actor_user_id uuid,
  actor_token_id uuid,
  target_type text,
  target_id uuid,
  target_label text,
  before jsonb,
  after jsonb,
  address inet,
  user_agent text not null default '',
  request_id text,
  primary key (id, created_at)
) partition by range (created_at)
--
create table activity_default partition of activity default
--
create index activity_user_id_index on activity (user_id, created_at desc) where user_id is not null
--
create index activity_organisation_id_index on activity (organisation_id, created_at desc)
  where organisation_id is not null
--
create index activity_target_id_index on activity (target_id, created_at desc) where target_id is not null
--
create function activity_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'activity is append-only' using errcode = 'insufficient_privilege';
end
$$
--
create trigger activity_append_only before update or delete on activity
  for each row execute function activity_refuse_change()
--
create trigger activity_no_truncate before truncate on activity
  for each statement execute function activity_refuse_change()
--
create trigger activity_no_truncate before truncate on activity_default
  for each statement execute function activity_refuse_change()
--
create function activity_ensure_month(moment timestamptz) returns void language plpgsql as $$
declare
  first_day date := date_trunc('month', moment at time zone 'UTC')::date;
  month_start timestamptz := first_day::timestamp at time zone 'UTC';
  month_end timestamptz := (first_day + interval '1 month')::timestamp at time zone 'UTC';
  partition text := 'activity_' || to_char(first_day, 'YYYY_MM');
begin
  if to_regclass(partition) is not null then return; end if;
  -- Rows that came before their month had a partition stay where they are: an append-only log is not moved about.
  if exists (select from activity_default where created_at >= month_start and created_at < month_end) then return; end if;
  execute format('create table if not exists %I partition of activity for values from (%L) to (%L)', partition, month_start, month_end);
  execute format('create trigger activity_no_truncate before truncate on %I for each statement execute function activity_refuse_change()', partition);
end
$$
--
create function activity_drop_before(moment timestamptz) returns integer language plpgsql as $$
declare
  partition record;
  dropped integer := 0;
begin
  for partition in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass and c.relname ~ '^activity_\\d{4}_\\d{2}$'
  loop
    if (to_date(substr(partition.relname, 10), 'YYYY_MM') + interval '1 month')::timestamp at time zone 'UTC' <= moment then
      execute format('drop table %I', partition.relname);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end
$$
`;

const DOWN = `
drop function activity_drop_before(timestamptz)
--
drop function activity_ensure_month(timestamptz)
--
drop table activity
--
drop function activity_refuse_change()
--
drop table access_token_last_use, access_token_secret, access_token_organisation, access_token_limit, access_token,
  environment, application, team, membership, organisation, one_time_code, sign_in_failure, session, oidc_identity,
  "user", instance
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
