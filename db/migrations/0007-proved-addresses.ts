import { type Kysely, sql } from "kysely";

const UP = `
alter table invitation add column is_vouched boolean not null default false
--
create index invitation_unmailed_index on invitation (sent_at desc)
  where accepted_at is null and revoked_at is null and not is_mailed
--
alter table one_time_code
  drop constraint one_time_code_purpose_check,
  add constraint one_time_code_purpose_check check (purpose in ('setup', 'reset_password', 'sign_up', 'prove_address'))
--
update "user" set email_verified_at = created_at
  where email_verified_at is null and id = (select id from "user" order by created_at, id limit 1)
`;

const DOWN = `
delete from one_time_code where purpose = 'prove_address'
--
alter table one_time_code
  drop constraint one_time_code_purpose_check,
  add constraint one_time_code_purpose_check check (purpose in ('setup', 'reset_password', 'sign_up'))
--
drop index invitation_unmailed_index
--
alter table invitation drop column is_vouched
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP.split("\n--\n")) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN.split("\n--\n")) await sql.raw(statement).execute(db);
}
