import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";

/** While `act` runs, the database has no room for entries of this type (about this target): whatever writes one fails with "no room on the disk". */
export async function whileActivityFails<Result>(
  db: Kysely<Database>,
  { type, targetId }: { type: string; targetId?: string },
  act: () => Promise<Result>,
): Promise<Result> {
  await sql`create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room on the disk'; end $$`.execute(
    db,
  );
  const about = targetId === undefined ? sql`` : sql`and new.target_id = ${sql.lit(targetId)}`;
  await sql`create trigger no_room before insert on activity for each row when (new.type = ${sql.lit(type)} ${about}) execute function no_room()`.execute(
    db,
  );
  try {
    return await act();
  } finally {
    await sql`drop function no_room cascade`.execute(db);
  }
}
