import { sql } from "kysely";
import type { Db } from "@/db/database";

/** Withdraw the access of tokens to an organisation, in place of whatever was decided about them before. */
export async function insertWithdrawals(
  db: Db,
  given: { tokenIds: readonly string[]; organisationId: string; reason: string | null; byUserId: string | null },
): Promise<void> {
  if (given.tokenIds.length === 0) return;
  const values = {
    state: "withdrawn" as const,
    reason: given.reason,
    decided_by_user_id: given.byUserId,
    decided_at: sql<Date>`now()`,
  };
  await db
    .insertInto("access_token_organisation")
    .values(given.tokenIds.map((id) => ({ token_id: id, organisation_id: given.organisationId, ...values })))
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
