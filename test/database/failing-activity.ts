import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";

/** While `act` runs, the database has no room for entries of this type (about this target, of this organisation): whatever writes one fails with "no room on the disk". */
export async function whileActivityFails<Result>(
  db: Kysely<Database>,
  { type, targetId, organisationId }: { type: string; targetId?: string; organisationId?: string },
  act: () => Promise<Result>,
): Promise<Result> {
  await sql`create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room on the disk'; end $$`.execute(
    db,
  );
  const conditions = [
    sql`new.type = ${sql.lit(type)}`,
    ...(targetId === undefined ? [] : [sql`new.target_id = ${sql.lit(targetId)}`]),
    ...(organisationId === undefined ? [] : [sql`new.organisation_id = ${sql.lit(organisationId)}`]),
  ];
  await sql`create trigger no_room before insert on activity for each row when (${sql.join(conditions, sql` and `)}) execute function no_room()`.execute(
    db,
  );
  try {
    return await act();
  } finally {
    await sql`drop function no_room cascade`.execute(db);
  }
}
