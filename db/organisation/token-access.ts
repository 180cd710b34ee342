import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Withdraw a token's access to one organisation. */
export async function insertWithdrawal(
  db: Db,
  row: { tokenId: string; organisationId: string; reason: string | null; byUserId: string | null },
): Promise<void> {
  const values = {
    state: "withdrawn" as const,
    reason: row.reason,
    decided_by_user_id: row.byUserId,
    decided_at: sql<Date>`now()`,
  };
  await db
    .insertInto("access_token_organisation")
    .values({ token_id: row.tokenId, organisation_id: row.organisationId, ...values })
    .onConflict((conflict) => conflict.columns(["token_id", "organisation_id"]).doUpdateSet(values))
    .execute();
}

export async function deleteTokenAccess(db: Db, tokenId: string, organisationId: string): Promise<void> {
  await db
    .deleteFrom("access_token_organisation")
    .where("token_id", "=", tokenId)
    .where("organisation_id", "=", organisationId)
    .execute();
}
