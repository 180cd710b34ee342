import { sql } from "kysely";
import type { Db } from "@/db/database";

/** The workflows that an organisation's tokens are assigned to, by name. */
export async function listWorkflows(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("access_token")
    .select("workflow")
    .distinct()
    .where("organisation_id", "=", organisationId)
    .where("workflow", "is not", null)
    .where("revoked_at", "is", null)
    .orderBy(sql`1`)
    .limit(200)
    .execute();
  return rows.flatMap(({ workflow }) => workflow ?? []);
}
