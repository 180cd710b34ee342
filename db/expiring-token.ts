import { sql } from "kysely";
import type { Db, Row } from "./database";

/** A personal token with an expiration date in a given span, and what its owner was told and wants to be told. */
export type ExpiringToken = Pick<Row<"access_token">, "id" | "label" | "expiration_set_at"> & {
  expires_at: Date;
  user_id: string;
  timezone: string;
  /** The `dedupe_key`s of the notices there are about its expiration. */
  noticed: string[];
  /** Those that a digest has told. */
  mailed: string[];
};

const WANTED = {
  dashboard: sql<boolean>`coalesce(p.expiry_dashboard, true)`,
  email: sql<boolean>`coalesce(p.expiry_email, true)`,
};

/**
 * The live tokens of people who want to be told in this way, in the order of `expires_at` and id, after `after`. Tokens of
 * organisations have no person of their own.
 */
export async function findExpiringTokens(
  db: Db,
  wanted: keyof typeof WANTED,
  page: { from: Date; until: Date; limit: number; after?: { expiresAt: Date; id: string }; userId?: string },
): Promise<ExpiringToken[]> {
  let query = db
    .selectFrom("access_token as t")
    .innerJoin("user as u", "u.id", "t.user_id")
    .leftJoin("notification_preference as p", "p.user_id", "u.id")
    .select([
      "t.id",
      "t.label",
      "t.expiration_set_at",
      sql<Date>`t.expires_at`.as("expires_at"),
      "u.id as user_id",
      "u.timezone",
      sql<string[]>`array(select n.dedupe_key from notice n where n.token_id = t.id and n.user_id = u.id)`.as(
        "noticed",
      ),
      sql<string[]>`array(
        select m.dedupe_key from notice_mailed m
        where m.user_id = u.id and starts_with(m.dedupe_key, 'expiry:' || t.id || ':'))`.as("mailed"),
    ])
    .where("t.expires_at", ">", page.from)
    .where("t.expires_at", "<=", page.until)
    .where("t.revoked_at", "is", null)
    .where("u.deactivated_at", "is", null)
    .where(WANTED[wanted])
    .orderBy("t.expires_at")
    .orderBy("t.id")
    .limit(page.limit);
  if (page.after) {
    query = query.where(sql<boolean>`(t.expires_at, t.id) > (${page.after.expiresAt}, ${page.after.id}::uuid)`);
  }
  if (page.userId) query = query.where("u.id", "=", page.userId);
  return await query.execute();
}
