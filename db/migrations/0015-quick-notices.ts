import { type Kysely, sql } from "kysely";

/** A trigger of 0013-principal-changes: on which table, and what it was given. */
type Told = { name: string; table: string; event: "insert" | "update" | "delete"; given: readonly string[] };

const ROWS: Record<Told["event"], string> = {
  insert: "new table as after_rows",
  update: "old table as before_rows new table as after_rows",
  delete: "old table as before_rows",
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function findTriggers(db: Kysely<unknown>): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select tgname as name, relname as "table", (regexp_match(tgname, '_([a-z]+)$'))[1] as event,
      trim_array(string_to_array(encode(tgargs, 'escape'), '\\000'), 1) as given
    from pg_trigger join pg_class on pg_class.oid = tgrelid
    where tgname like 'principal\\_changed\\_%' and relnamespace = current_schema()::regnamespace
    order by relname, tgname`.execute(db);
  return rows;
}

const functionOf = ({ name, table }: Told) => `${name}_of_${table}`;

/** What 0013's one function did by statements that were made as texts, and so planned, each time: here they stand in a function each. */
function bodyOf({ event, given: [kind = "", subject = "", columns = "", only = ""] }: Told): string {
  const [before, after] = ["before_rows", "after_rows"].map(
    (rows) => `select ${subject} as subject, ${columns} from ${rows} where ${only}`,
  );
  const changed = {
    insert: after,
    delete: before,
    update: `(${before} except ${after}) union all (${after} except ${before})`,
  }[event];
  return `
declare
  changed text[];
  rows_ bigint;
begin
  select array_agg(distinct subject), count(*) into changed, rows_
    from (select subject::text from (${changed}) as changed_rows limit 5001) as first_ones;
  if rows_ > 5000 or cardinality(changed) > 1000 then
    perform pg_notify('latchkey_principal', '*');
    return null;
  end if;
  for n in 1 .. coalesce(cardinality(changed), 0) by 100 loop
    perform pg_notify('latchkey_principal', ${quoted(kind)} || array_to_string(changed[n : n + 99], ','));
  end loop;
  return null;
end`;
}

// What they are given stays with them, for whoever looks at what is watched.
function triggerOf({ name, table, event, given }: Told, run: string): string {
  return `create or replace trigger ${name} after ${event} on "${table}" referencing ${ROWS[event]}
    for each statement execute function ${run}(${given.map(quoted).join(", ")})`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const trigger of await findTriggers(db)) {
    const name = functionOf(trigger);
    await sql.raw(`create function ${name}() returns trigger language plpgsql as $$${bodyOf(trigger)}\n$$`).execute(db);
    await sql.raw(triggerOf(trigger, name)).execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const trigger of await findTriggers(db)) {
    await sql.raw(triggerOf(trigger, "principal_changed")).execute(db);
    await sql.raw(`drop function ${functionOf(trigger)}()`).execute(db);
  }
}
