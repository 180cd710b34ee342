import { sql } from "kysely";
import type { Db } from "./database";

/** A person's tokens that are not revoked, without those that expired more than 30 days ago, with their last use. */
export async function listLivesOfUser(db: Db, userId: string) {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id")
    .where("token.user_id", "=", userId)
    .where("token.revoked_at", "is", null)
    .where(sql<boolean>`coalesce(token.expires_at > now() - interval '30 days', true)`)
    .select([
      "token.id",
      "token.label",
      "token.created_at as createdAt",
      "token.expires_at as expiresAt",
      "token.revoked_at as revokedAt",
      "last_use.used_at as lastUsedAt",
    ])
    .orderBy("token.expires_at")
    .orderBy("token.id")
    .execute();
}
