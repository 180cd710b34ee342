import type { AuthenticationRow } from "@/db/access-token/authentication";
import { promoteSecret } from "@/db/access-token/secret";
import type { Db } from "@/db/database";
import { lockGate, tokenGate } from "@/db/gate";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { lapsedWhenMadeBy } from "./rotation";

/**
 * Let the first use of a pending secret make it the token's current one, and begin the overlap of the former. Does nothing
 * when another request was first, or when the secret is no longer pending. The activity is of the same transaction.
 */
export async function promoteOnFirstUse(db: Db, row: AuthenticationRow, client: Client): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Takes its turn at the gate: requests with the previous secret would otherwise hold the token for as long as they keep
    // coming.
    await lockGate(trx, [tokenGate(row.token_id)]);
    const retiresAt = await promoteSecret(trx, row.secret_id, lapsedWhenMadeBy(row.now));
    if (retiresAt === undefined) return;
    await recordActivity(trx, {
      type: "access_token.secret_first_used",
      userId: row.user_id,
      organisationId: row.organisation_id,
      actor: { userId: row.user_id, tokenId: row.token_id },
      target: { type: "access_token", id: row.token_id, label: row.label },
      after: { retires_at: retiresAt.toISOString() },
      client,
    });
  });
}
