import { type Kysely, sql } from "kysely";

// What 0013-principal-changes watches of a token's access, and with it from now on who decided: refusals name a role that can restore it.
const WATCHED = ["token_id", "organisation_id", "state", "reason"];
const TRIGGER = "principal_changed_t_update";

/** The trigger of 0015-quick-notices on changes of access, for these columns. */
async function watch(db: Kysely<unknown>, columns: readonly string[]): Promise<void> {
  const read = columns.join(", ");
  const [before, after] = ["before_rows", "after_rows"].map(
    (rows) => `select token_id as subject, ${read} from ${rows}`,
  );
  const name = `${TRIGGER}_of_access_token_organisation`;
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
  await sql.raw(`create or replace function ${name}() returns trigger language plpgsql as $$${body}\n$$`).execute(db);
  await sql
    .raw(
      `create or replace trigger ${TRIGGER} after update on access_token_organisation
        referencing old table as before_rows new table as after_rows
        for each statement execute function ${name}('t', 'token_id', '${read}', 'true')`,
    )
    .execute(db);
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await watch(db, [...WATCHED, "decided_by_user_id"]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await watch(db, WATCHED);
}
