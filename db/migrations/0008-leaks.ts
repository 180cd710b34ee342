import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

const UP = `
alter table access_token
  add column leaked_at timestamptz,
  add column leaked_by_user_id uuid references "user" (id) on delete set null,
  add column leak_finished_at timestamptz,
  add constraint access_token_leak_whole check (
    leaked_at is not null and revoke_kind = 'leaked' and revoked_at is not null
    or num_nonnulls(leaked_at, leaked_by_user_id, leak_finished_at) = 0
  )
--
update access_token t set
  leaked_at = revoked_at,
  leaked_by_user_id = revoked_by_user_id,
  leak_finished_at = case when revoked_at < now() - interval '1 day' then now() end
where revoke_kind = 'leaked' and not exists (
  select from access_token maker where maker.id = t.created_by_token_id and maker.revoke_kind = 'leaked')
--
create index access_token_unfinished_leak_index on access_token (leaked_at) where leaked_at is not null and leak_finished_at is null
--
alter table invitation
  add column invited_by_token_id uuid references access_token (id) on delete set null,
  add column sent_by_token_id uuid references access_token (id) on delete set null
--
update invitation i set
  invited_by_token_id = (select t.id from activity a join access_token t on t.id = a.actor_token_id
    where a.target_id = i.id and a.type = 'invitation.created' limit 1),
  sent_by_token_id = (select (select t.id from access_token t where t.id = a.actor_token_id) from activity a
    where a.target_id = i.id and a.type in ('invitation.created', 'invitation.resent') order by a.created_at desc limit 1)
where accepted_at is not null or revoked_at is null
--
create index invitation_invited_by_token_id_index on invitation (invited_by_token_id) where invited_by_token_id is not null
--
create index invitation_sent_by_token_id_index on invitation (sent_by_token_id) where sent_by_token_id is not null
--
alter table application_collaborator add column added_by_token_id uuid references access_token (id) on delete set null
--
update application_collaborator c set added_by_token_id = (
  select t.id from activity a join access_token t on t.id = a.actor_token_id
  where a.target_id = c.user_id and a.application_id = c.application_id and a.type = 'application_collaborator.created'
    and a.created_at = c.created_at limit 1)
--
create index application_collaborator_added_by_token_id_index on application_collaborator (added_by_token_id)
  where added_by_token_id is not null
--
alter table team_member add column added_by_token_id uuid references access_token (id) on delete set null
--
create index team_member_added_by_token_id_index on team_member (added_by_token_id) where added_by_token_id is not null
--
create index activity_actor_token_id_index on activity (actor_token_id, created_at desc) where actor_token_id is not null
`;

const DOWN = `
drop index activity_actor_token_id_index
--
alter table team_member drop column added_by_token_id
--
alter table application_collaborator drop column added_by_token_id
--
alter table invitation drop column sent_by_token_id, drop column invited_by_token_id
--
alter table access_token
  drop constraint access_token_leak_whole,
  drop column leak_finished_at, drop column leaked_by_user_id, drop column leaked_at
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
