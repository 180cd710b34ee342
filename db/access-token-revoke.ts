import { sql } from "kysely";
import type { Db } from "./database";

/**
 * Mark a live token as revoked, by the database's clock.
 * @returns false when it was revoked before
 */
export async function markRevoked(
  db: Db,
  id: string,
  by: { userId: string | null; kind: "by_owner" | "by_administrator" | "leaked" | "self"; reason: string | null },
): Promise<boolean> {
  const result = await db
    .updateTable("access_token")
    .set({
      revoked_at: sql<Date>`now()`,
      revoked_by_user_id: by.userId,
      revoke_kind: by.kind,
      revoke_reason: by.reason,
    })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Make a revoke final that could have been undone. When and why it was revoked stays. */
export async function markLeaked(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable("access_token")
    .set({ revoke_kind: "leaked" })
    .where("id", "=", id)
    .where("revoke_kind", "in", ["by_owner", "self"])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Take a revoke back. */
export async function clearRevoke(db: Db, id: string): Promise<void> {
  await db
    .updateTable("access_token")
    .set({ revoked_at: null, revoked_by_user_id: null, revoke_kind: null, revoke_reason: null })
    .where("id", "=", id)
    .execute();
}

/**
 * The ids of all tokens, without this one, that were made with it, or whose living secret was, or with one of those in turn;
 * revoked ones on the way included, since theirs may live.
 */
export async function findIdsMadeWith(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive made(id) as (
      select ${id}::uuid
      union
      select child.id from made join lateral (
        select token.id from access_token token where token.created_by_token_id = made.id
        union
        select secret.token_id from access_token_secret secret
        where secret.created_by_token_id = made.id and secret.state <> 'retired'
      ) child on true
    )
    select id from made where id <> ${id}`.execute(db);
  return rows.map((row) => row.id);
}
