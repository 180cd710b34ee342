import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
alter table team add constraint team_id_organisation_id_key unique (id, organisation_id)
--
alter table application add constraint application_id_organisation_id_key unique (id, organisation_id)
--
alter table environment add constraint environment_id_application_id_key unique (id, application_id)
--
delete from access_token_limit l where application_id is not null and not exists (
  select from application a where a.id = l.application_id and a.organisation_id = l.organisation_id)
--
delete from access_token_limit l where environment_id is not null and not exists (
  select from environment e where e.id = l.environment_id and e.application_id = l.application_id)
--
alter table access_token_limit
  add constraint access_token_limit_application_of_organisation
    foreign key (application_id, organisation_id) references application (id, organisation_id)
    on update cascade on delete cascade,
  add constraint access_token_limit_environment_of_application
    foreign key (environment_id, application_id) references environment (id, application_id) on delete cascade
--
create table team_member (
  team_id uuid not null,
  organisation_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (team_id, user_id),
  constraint team_member_team_of_organisation
    foreign key (team_id, organisation_id) references team (id, organisation_id) on delete cascade,
  constraint team_member_member_of_organisation
    foreign key (organisation_id, user_id) references membership (organisation_id, user_id) on delete cascade
)
--
create index team_member_organisation_id_user_id_index on team_member (organisation_id, user_id)
--
create index team_member_user_id_index on team_member (user_id)
--
create table application_collaborator (
  application_id uuid not null,
  organisation_id uuid not null,
  user_id uuid not null,
  access text not null check (access in ('read', 'write')),
  created_at timestamptz not null default now(),
  added_by_user_id uuid references "user" (id) on delete set null,
  primary key (application_id, user_id),
  constraint application_collaborator_application_of_organisation
    foreign key (application_id, organisation_id) references application (id, organisation_id) on delete cascade,
  constraint application_collaborator_member_of_organisation
    foreign key (organisation_id, user_id) references membership (organisation_id, user_id) on delete cascade
)
--
create index application_collaborator_organisation_id_user_id_index on application_collaborator (organisation_id, user_id)
--
create index application_collaborator_user_id_index on application_collaborator (user_id)
--
create table invitation (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  email text not null check (char_length(email) between 3 and 254),
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  digest bytea not null unique check (octet_length(digest) = 32),
  invited_by_user_id uuid references "user" (id) on delete set null,
  is_mailed boolean not null default false,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by_user_id uuid references "user" (id) on delete set null,
  revoked_at timestamptz,
  constraint invitation_one_end check (num_nonnulls(accepted_at, revoked_at) <= 1)
)
--
create unique index invitation_pending_key on invitation (organisation_id, lower(email))
  where accepted_at is null and revoked_at is null
--
create index invitation_organisation_id_index on invitation (organisation_id, created_at desc)
--
create index invitation_email_index on invitation (lower(email)) where accepted_at is null and revoked_at is null
--
create index invitation_expires_at_index on invitation (expires_at)
--
create table invitation_application (
  invitation_id uuid not null references invitation (id) on delete cascade,
  application_id uuid not null references application (id) on delete cascade,
  access text not null check (access in ('read', 'write')),
  primary key (invitation_id, application_id)
)
--
create index invitation_application_application_id_index on invitation_application (application_id)
--
create table environment_variable (
  id uuid primary key,
  environment_id uuid not null references environment (id) on delete cascade,
  name text not null check (name ~ '^[A-Za-z_][A-Za-z0-9_]*$' and char_length(name) <= 255),
  value bytea not null,
  key_id text not null check (char_length(key_id) between 1 and 32),
  is_sensitive boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (environment_id, name)
)
--
create table organisation_policy (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  personal_tokens_allowed boolean not null default true,
  all_access_allowed boolean not null default true,
  expiration_required boolean not null default false,
  purpose_required boolean not null default false,
  longest_lifetime_seconds integer check (longest_lifetime_seconds > 0),
  allowed_networks cidr[] check (cardinality(allowed_networks) between 1 and 64),
  enforced_from timestamptz,
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  created_by_user_id uuid references "user" (id) on delete set null
)
--
create unique index organisation_policy_draft_key on organisation_policy (organisation_id) where enforced_from is null
--
create index organisation_policy_enforced_from_index on organisation_policy (organisation_id, enforced_from desc)
--
create index organisation_policy_reminder_index on organisation_policy (enforced_from) where reminded_at is null
--
create table organisation_policy_told (
  policy_id uuid not null references organisation_policy (id) on delete cascade,
  user_id uuid not null references "user" (id) on delete cascade,
  primary key (policy_id, user_id)
)
--
create index organisation_policy_told_user_id_index on organisation_policy_told (user_id)
--
create table token_sweep (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  made_before timestamptz not null,
  includes_personal boolean not null,
  includes_organisation boolean not null,
  reason text not null default '' check (char_length(reason) <= 500),
  created_at timestamptz not null default now(),
  created_by_user_id uuid references "user" (id) on delete set null,
  finished_at timestamptz,
  constraint token_sweep_includes_something check (includes_personal or includes_organisation)
)
--
create index token_sweep_organisation_id_index on token_sweep (organisation_id, created_at desc)
--
create table token_sweep_item (
  sweep_id uuid not null references token_sweep (id) on delete cascade,
  token_id uuid not null references access_token (id) on delete cascade,
  outcome text not null default 'pending' check (outcome in ('pending', 'withdrawn', 'revoked', 'unchanged', 'failed')),
  attempts integer not null default 0,
  is_told boolean not null default false,
  done_at timestamptz,
  primary key (sweep_id, token_id)
)
--
create index token_sweep_item_token_id_index on token_sweep_item (token_id)
--
create index token_sweep_item_pending_index on token_sweep_item (sweep_id) where outcome = 'pending'
--
create index token_sweep_unfinished_index on token_sweep (created_at) where finished_at is null
--
create index access_token_team_id_index on access_token (team_id) where team_id is not null
--
create index access_token_application_id_index on access_token (application_id) where application_id is not null
--
create index access_token_workflow_index on access_token (organisation_id, workflow) where workflow is not null
--
create index access_token_secret_created_by_user_id_index on access_token_secret (created_by_user_id)
  where created_by_user_id is not null
--
alter table activity add column application_id uuid
--
create index activity_application_id_index on activity (application_id, created_at desc) where application_id is not null
`;

const DOWN = `
drop index activity_application_id_index
--
alter table activity drop column application_id
--
drop index access_token_secret_created_by_user_id_index, access_token_workflow_index, access_token_application_id_index,
  access_token_team_id_index
--
drop table token_sweep_item, token_sweep, organisation_policy_told, organisation_policy, environment_variable, invitation_application, invitation,
  application_collaborator, team_member
--
alter table access_token_limit
  drop constraint access_token_limit_application_of_organisation,
  drop constraint access_token_limit_environment_of_application
--
alter table environment drop constraint environment_id_application_id_key
--
alter table application drop constraint application_id_organisation_id_key
--
alter table team drop constraint team_id_organisation_id_key
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
