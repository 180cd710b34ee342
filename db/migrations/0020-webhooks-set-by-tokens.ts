import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

// References come last, and are true of columns that are empty: with them tokens are locked until all migrations are done. The lock is the one that
// the next migration needs: to get a stronger one later, it would wait for those who wait for it.
// Without a constraint between them: an older instance, which resumes a webhook during an upgrade, knows nothing of `paused_by_leak`.
const UP = `
alter table webhook
  add column set_by_token_id uuid,
  add column set_at timestamptz not null default now(),
  add column secret_by_token_id uuid,
  add column secret_at timestamptz not null default now(),
  add column paused_by_leak boolean not null default false
--
update webhook set set_at = created_at, secret_at = created_at
--
create index webhook_set_by_token_id_index on webhook (set_by_token_id) where set_by_token_id is not null
--
create index webhook_secret_by_token_id_index on webhook (secret_by_token_id) where secret_by_token_id is not null
--
lock table access_token in access exclusive mode
--
alter table webhook
  add constraint webhook_set_by_token_id_fkey foreign key (set_by_token_id)
    references access_token (id) on delete set null not valid,
  add constraint webhook_secret_by_token_id_fkey foreign key (secret_by_token_id)
    references access_token (id) on delete set null not valid
`;

const DOWN = `
alter table webhook
  drop column paused_by_leak, drop column secret_at, drop column secret_by_token_id, drop column set_at, drop column set_by_token_id
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
