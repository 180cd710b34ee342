import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";

const MINUTE_MS = 60_000;

/** So many edits, a minute apart, the last one a minute ago: `Entry 1.` is the oldest. */
export async function createEntries(userId: string, db: Kysely<Database>, count: number, label = "CI"): Promise<void> {
  await sql`insert into activity (id, created_at, type, user_id, actor_user_id, target_type, target_id, target_label, before, after, address, user_agent)
    select gen_random_uuid(), now() - make_interval(mins => ${count}::int + 1 - n), 'access_token.edited', ${userId}, ${userId},
      'access_token', gen_random_uuid(), ${label}, '{"description": ""}', jsonb_build_object('description', 'Entry ' || n || '.'),
      '2001:db8::7', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    from generate_series(1, ${count}::int) n`.execute(db);
}

/** So many equal refusals of a token's requests, a second apart, the last one a second ago, each from another network. */
export async function createRefusals(
  db: Kysely<Database>,
  token: { id: string; label: string },
  userId: string,
  count: number,
): Promise<void> {
  await sql`insert into activity (id, created_at, type, user_id, target_type, target_id, target_label, after, address, user_agent)
    select gen_random_uuid(), now() - make_interval(secs => ${count}::int + 1 - n), 'access_token.refused', ${userId},
      'access_token', ${token.id}, ${token.label}, jsonb_build_object('reason', 'token_expired', 'route', 'GET /' || n || '/'),
      ('192.0.2.' || n)::inet, 'curl/8.5.0'
    from generate_series(1, ${count}::int) n`.execute(db);
}

/** The parameter of an address of the log that begins so many minutes ago: a page in the middle, or a short one at its end. */
export function from(minutesAgo: number): string {
  const at = new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString().replace("Z", "000Z");
  return `older=${at}_00000000-0000-7000-8000-000000000000`;
}
