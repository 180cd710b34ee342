import { type Kysely, sql } from "kysely";

const statements = (text: string) => text.split(/^-- *$/m).map((part) => part.trim());

// The checks are true of every row that is there, whose new columns are empty: to read them all would keep every request waiting. Tokens are locked
// first: what changes a token and its secrets does it in this order.
const UP = `
alter table access_token
  add column imported_at timestamptz,
  add column expires_by_sunset boolean not null default false,
  add column own_expires_at timestamptz,
  add constraint access_token_imported_personal check (imported_at is null or kind = 'pat') not valid,
  add constraint access_token_sunset_whole check (
    (not expires_by_sunset and own_expires_at is null) or (expires_by_sunset and imported_at is not null and expires_at is not null)
  ) not valid
--
create index access_token_expiring_index on access_token (expires_at, id) where expires_at is not null and revoked_at is null
--
drop index access_token_expires_at_index
--
create index access_token_imported_index on access_token (user_id) where imported_at is not null
--
create index access_token_sunset_index on access_token (expires_by_sunset, expires_at)
  where imported_at is not null and revoked_at is null
--
create index access_token_secret_imported_index on access_token_secret (token_id) where format = 'imported'
--
alter table instance
  add column sunset_at timestamptz,
  add column sunset_set_at timestamptz,
  add constraint instance_sunset_whole check ((sunset_at is null) = (sunset_set_at is null))
--
create function imported_secrets_told() returns trigger language plpgsql as $$
begin
  -- The same payload is sent once for each transaction.
  perform pg_notify('latchkey_principal', 'l00000000-0000-0000-0000-000000000001');
  return null;
end
$$
--
create trigger imported_secret_inserted after insert on access_token_secret
  for each row when (new.format = 'imported') execute function imported_secrets_told()
`;

const DOWN = `
drop function imported_secrets_told() cascade
--
alter table instance drop column sunset_at, drop column sunset_set_at
--
drop index access_token_secret_imported_index
--
create index access_token_expires_at_index on access_token (expires_at) where expires_at is not null and revoked_at is null
--
drop index access_token_expiring_index
--
alter table access_token drop column imported_at, drop column expires_by_sunset, drop column own_expires_at
`;

// What the look-up of a secret reads of a token from now on, beside what 0013-principal-changes watches.
const READ = ["imported_at", "expires_by_sunset"];
const TRIGGER = "principal_changed_t_update";

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function findWatched(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ columns: string }>`
    select split_part(encode(tgargs, 'escape'), '\\000', 3) as columns
    from pg_trigger where tgname = ${TRIGGER} and tgrelid = 'access_token'::regclass`.execute(db);
  const watched = rows[0]?.columns.split(", ") ?? [];
  // A trigger in its place that watches less would let revoked tokens work on in memory.
  if (!watched.includes("revoked_at")) throw new Error(`The trigger ${TRIGGER} does not name the columns it watches.`);
  return watched;
}

/** The trigger of 0015-quick-notices on changes of tokens, for these columns. */
async function watch(db: Kysely<unknown>, columns: readonly string[]): Promise<void> {
  const read = columns.join(", ");
  const [before, after] = ["before_rows", "after_rows"].map((rows) => `select id as subject, ${read} from ${rows}`);
  const body = `
declare
  changed text[];
  rows_ bigint;
begin
  select array_agg(distinct subject), count(*) into changed, rows_
    from (select subject::text from ((${before} except ${after}) union all (${after} except ${before})) as changed_rows
      limit 5001) as first_ones;
  if rows_ > 5000 or cardinality(changed) > 1000 then
    perform pg_notify('latchkey_principal', '*');
    return null;
  end if;
  for n in 1 .. coalesce(cardinality(changed), 0) by 100 loop
    perform pg_notify('latchkey_principal', 't' || array_to_string(changed[n : n + 99], ','));
  end loop;
  return null;
end`;
  const name = `${TRIGGER}_of_access_token`;
  await sql.raw(`create or replace function ${name}() returns trigger language plpgsql as $$${body}\n$$`).execute(db);
  const given = ["t", "id", read, "true"].map(quoted).join(", ");
  await sql
    .raw(
      `create or replace trigger ${TRIGGER} after update on access_token
        referencing old table as before_rows new table as after_rows
        for each statement execute function ${name}(${given})`,
    )
    .execute(db);
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(UP)) await sql.raw(statement).execute(db);
  await watch(db, [...(await findWatched(db)), ...READ]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await watch(
    db,
    (await findWatched(db)).filter((column) => !READ.includes(column)),
  );
  for (const statement of statements(DOWN)) await sql.raw(statement).execute(db);
}
