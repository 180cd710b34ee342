import { sql } from "kysely";
import type { Db } from "@/db/database";

export type LapsedSecret = {
  token_id: string;
  label: string;
  hint: string;
  user_id: string | null;
  organisation_id: string | null;
};

// The token's row is locked first, as by every change of a token; a token that is being changed now waits for the next run.

/**
 * Retire pending secrets that were made at `madeBy` or before, some at once. They lapsed `lapseSeconds` after they were made,
 * no matter when this runs.
 */
export async function retireLapsed(db: Db, madeBy: Date, lapseSeconds: number, limit: number): Promise<LapsedSecret[]> {
  const { rows } = await sql<LapsedSecret>`
    with due as materialized (
      select s.id, t.label, t.user_id, t.organisation_id
      from access_token_secret s join access_token t on t.id = s.token_id
      where s.state = 'pending' and s.created_at <= ${madeBy}
      order by s.created_at limit ${limit}
      for no key update of t skip locked
    )
    update access_token_secret as secret
    set state = 'retired', retires_at = secret.created_at + make_interval(secs => ${lapseSeconds})
    from due where secret.id = due.id and secret.state = 'pending'
    returning secret.token_id, secret.hint, due.label, due.user_id, due.organisation_id`.execute(db);
  return rows;
}

/** Retire secrets whose overlap has ended by `now`, some at once. They were refused since then anyway. @returns how many */
export async function retireOverlapped(db: Db, now: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with due as materialized (
      select s.id from access_token_secret s join access_token t on t.id = s.token_id
      where s.state = 'retiring' and s.retires_at <= ${now}
      order by s.retires_at limit ${limit}
      for no key update of t skip locked
    )
    update access_token_secret as secret set state = 'retired'
    from due where secret.id = due.id and secret.state = 'retiring' and secret.retires_at <= ${now}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
