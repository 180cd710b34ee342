import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // What applies or is planned goes on as it was enforced; drafts and every later version compare what scopes grant.
  await sql`alter table organisation_policy add column full_access_by_grant boolean not null default false`.execute(db);
  await sql`alter table organisation_policy alter column full_access_by_grant set default true`.execute(db);
  await sql`update organisation_policy set full_access_by_grant = true where enforced_from is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table organisation_policy drop column full_access_by_grant`.execute(db);
}
