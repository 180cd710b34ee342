import { sql } from "kysely";
import type { Db } from "@/db/database";

/** When imported tokens stop working, and when that was decided; undefined while nothing is. */
export type Sunset = { at: Date; setAt: Date };

export async function findSunset(db: Db, lock?: "share" | "change"): Promise<Sunset | undefined> {
  let query = db.selectFrom("instance").select(["sunset_at", "sunset_set_at"]);
  if (lock !== undefined) query = lock === "share" ? query.forShare() : query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row?.sunset_at == null || row.sunset_set_at === null) return undefined;
  return { at: row.sunset_at, setAt: row.sunset_set_at };
}

export async function writeSunset(trx: Db, at: Date | null): Promise<void> {
  await trx
    .updateTable("instance")
    .set({ sunset_at: at, sunset_set_at: at === null ? null : sql<Date>`now()` })
    .execute();
}

/**
 * Give up to `limit` imported tokens, which are not revoked, the expiration date that the sunset asks for: its own where that is
 * earlier, and its own again where there is no sunset any more. Tokens that someone changes at this moment are left for later.
 * @returns how many were changed
 */
export async function applySunset(db: Db, limit: number): Promise<number> {
  const sunset = await findSunset(db);
  const at = sunset?.at ?? null;
  const isWrong =
    at === null
      ? sql`t.expires_by_sunset`
      : sql`((not t.expires_by_sunset and (t.expires_at is null or t.expires_at > ${at}))
          or (t.expires_by_sunset and t.expires_at < ${at}) or (t.expires_by_sunset and t.expires_at > ${at}))`;
  const { numAffectedRows } = await sql`
    with due as materialized (
      select t.id, case when t.expires_by_sunset then t.own_expires_at else t.expires_at end as own
      from access_token t
      where t.imported_at is not null and t.revoked_at is null and ${isWrong}
        and exists (select from instance where sunset_at is not distinct from ${at}::timestamptz)
      limit ${limit} for no key update of t skip locked
    )
    update access_token token set
      expires_at = least(due.own, ${at}::timestamptz),
      expires_by_sunset = ${at}::timestamptz is not null and (due.own is null or due.own > ${at}),
      own_expires_at = case when due.own > ${at}::timestamptz then due.own end,
      expiration_set_at = now()
    from due where token.id = due.id`.execute(db);
  return Number(numAffectedRows ?? 0);
}
