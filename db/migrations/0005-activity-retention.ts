import { type Kysely, sql } from "kysely";

// The function alone decides what is old enough: whoever may call it cannot take away what must be kept.
const dropWhere = (isOver: string) => `
create or replace function activity_drop_before(moment timestamptz) returns integer language plpgsql as $$
declare
  partition record;
  month_end timestamptz;
  dropped integer := 0;
begin
  for partition in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass and c.relname ~ '^activity_\\d{4}_\\d{2}$'
  loop
    month_end := (to_date(substr(partition.relname, 10), 'YYYY_MM') + interval '1 month')::timestamp at time zone 'UTC';
    if ${isOver} then
      execute format('drop table %I', partition.relname);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end
$$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(dropWhere("month_end <= moment and month_end <= now() - interval '400 days'")).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(dropWhere("month_end <= moment")).execute(db);
}
