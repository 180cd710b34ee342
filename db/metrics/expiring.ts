import { sql } from "kysely";
import type { Db } from "@/db/database";

/** A live token that expires soon. `organisation_*` is null for a personal token. */
export type ExpiringSoon = {
  id: string;
  label: string;
  expires_at: Date;
  organisation_id: string | null;
  organisation_name: string | null;
};

/**
 * The live tokens that expire within so many days, the soonest first, `most` of them at most. Without those that the sunset ends: it would
 * be the one date of very many.
 */
export async function findExpiringSoon(db: Db, days: number, most: number): Promise<ExpiringSoon[]> {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("organisation", "organisation.id", "token.organisation_id")
    .select([
      "token.id",
      "token.label",
      "token.organisation_id",
      "organisation.name as organisation_name",
      sql<Date>`token.expires_at`.as("expires_at"),
    ])
    .where("token.revoked_at", "is", null)
    .where("token.expires_by_sunset", "=", false)
    .where("token.expires_at", ">", sql<Date>`now()`)
    .where("token.expires_at", "<=", sql<Date>`now() + make_interval(hours => ${days * 24})`)
    .orderBy("token.expires_at")
    .orderBy("token.id")
    .limit(most)
    .execute();
}
