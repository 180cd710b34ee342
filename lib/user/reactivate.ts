import { findUserByEmail, reactivateUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";

/** Reactivate an account for the operator: with its password, and with those of its tokens that were not revoked. */
export async function reactivate(
  db: Db,
  email: string,
  client: Client,
): Promise<{ status: "reactivated" } | { status: "not_found" } | { status: "not_deactivated" }> {
  return await db.transaction().execute(async (trx) => {
    const user = await findUserByEmail(trx, email);
    if (user === undefined) return { status: "not_found" };
    if (!(await reactivateUser(trx, user.id))) return { status: "not_deactivated" };
    await recordActivity(trx, {
      type: "user.reactivated",
      userId: user.id,
      actor: {},
      target: { type: "user", id: user.id, label: user.email },
      client,
    });
    return { status: "reactivated" };
  });
}
