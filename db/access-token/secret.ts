import { sql } from "kysely";
import type { Db, NewRow } from "@/db/database";

export async function insertSecret(db: Db, row: NewRow<"access_token_secret">): Promise<void> {
  await db.insertInto("access_token_secret").values(row).execute();
}

/**
 * Make a pending secret the current one, and its predecessor retiring (or retired, without an overlap), by the database's
 * clock. One statement that changes both or neither: of any number that race, one finds the secret pending. It takes the
 * token's row first, as every change of a token does, so it never meets one half done, and no revoked or expired token is promoted.
 * @param lapsedWhenMadeBy pending secrets of this moment or before have lapsed
 * @returns when the predecessor retires; undefined when there was nothing to promote
 */
export async function promoteSecret(db: Db, secretId: string, lapsedWhenMadeBy: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ retires_at: Date }>`
    with token as materialized (
      select id, expires_at from access_token
      where id = (select token_id from access_token_secret where id = ${secretId}) and revoked_at is null
      for no key update
    ), promoted as (
      update access_token_secret as secret set state = 'current', first_used_at = clock_timestamp()
      from token
      where secret.id = ${secretId} and secret.token_id = token.id
        and secret.state = 'pending' and secret.created_at > ${lapsedWhenMadeBy}
        and (token.expires_at is null or token.expires_at > clock_timestamp())
      returning secret.token_id, secret.first_used_at as moment,
        least(secret.first_used_at + make_interval(secs => secret.overlap_seconds), token.expires_at) as retires_at
    )
    update access_token_secret as former set
      state = case when promoted.retires_at > promoted.moment then 'retiring' else 'retired' end,
      retiring_since = promoted.moment,
      retires_at = promoted.retires_at
    from promoted
    where former.token_id = promoted.token_id and former.state = 'current'
    returning former.retires_at`.execute(db);
  return rows[0]?.retires_at;
}

/**
 * Record that the secret with this hint, which was made by this person and can still be used, is stored. Asking again keeps the
 * first moment.
 * @returns whether there is such a secret
 */
export async function markSecretStored(
  db: Db,
  secret: { token_id: string; hint: string; created_by_user_id: string },
): Promise<boolean> {
  const result = await db
    .updateTable("access_token_secret")
    .set({ stored_at: sql<Date>`coalesce(stored_at, now())` })
    .where("token_id", "=", secret.token_id)
    .where("hint", "=", secret.hint)
    .where("created_by_user_id", "=", secret.created_by_user_id)
    .where("state", "!=", "retired")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The states that a secret can be retired from. */
export type LivingState = "pending" | "current" | "retiring";

/** End a token's secrets of these states now; one whose time was over before keeps that time. Call it under the token's lock. */
export async function retireSecrets(db: Db, tokenId: string, states: readonly LivingState[]): Promise<number> {
  const result = await db
    .updateTable("access_token_secret")
    .set({ state: "retired", retires_at: sql<Date>`least(retires_at, clock_timestamp())` })
    .where("token_id", "=", tokenId)
    .where("state", "in", states)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Let the token's retiring secret work until this moment. */
export async function moveRetirement(db: Db, tokenId: string, retiresAt: Date): Promise<void> {
  await db
    .updateTable("access_token_secret")
    .set({ retires_at: retiresAt })
    .where("token_id", "=", tokenId)
    .where("state", "=", "retiring")
    .execute();
}

/** Let no overlap of the token outlive this expiration date. */
export async function endOverlapBy(db: Db, tokenId: string, expiresAt: Date): Promise<void> {
  await db
    .updateTable("access_token_secret")
    .set({ retires_at: expiresAt })
    .where("token_id", "=", tokenId)
    .where("state", "=", "retiring")
    .where("retires_at", ">", expiresAt)
    .execute();
}
