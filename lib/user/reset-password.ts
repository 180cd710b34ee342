import { endCodes } from "@/db/account/one-time-code";
import { endSessionsOfUser } from "@/db/account/session";
import { findUserByEmail, updatePasswordHash } from "@/db/account/user";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { EndedBeforeProof } from "@/lib/address-proof/end-before-proof";
import { lockUserForProof, proveFromOutside } from "@/lib/address-proof/prove";
import type { Client } from "@/lib/client";
import { notifyPasswordChanged } from "@/lib/notice/notify/notify";
import { hashPassword } from "@/lib/password/hash";

/**
 * Give an account a new password, as the operator asks. Every session of the account ends; its tokens keep working. If nobody
 * has proved its address, tokens and connected identities end too (`ended`): who made it is unknown. The operator vouches for
 * the address.
 */
export async function resetPassword(
  db: Db,
  email: string,
  password: string,
  client: Client,
): Promise<{ status: "changed"; endedSessions: number; ended?: EndedBeforeProof } | { status: "not_found" }> {
  const passwordHash = await hashPassword(password);
  return await db.transaction().execute(async (trx) => {
    const found = await findUserByEmail(trx, email);
    const user = found && (await lockUserForProof(trx, found.id, found.email_verified_at !== null));
    if (user === undefined) return { status: "not_found" };
    await updatePasswordHash(trx, user.id, passwordHash);
    const now = await databaseNow(trx);
    const ended = await proveFromOutside(trx, user, { by: "operator", actor: {}, client, now });
    const endedSessions = ended?.sessions ?? (await endSessionsOfUser(trx, user.id));
    await recordActivity(trx, {
      type: "user.password_changed",
      userId: user.id,
      actor: {},
      target: { type: "user", id: user.id, label: user.email },
      after: { ended_sessions: endedSessions },
      client,
    });
    await endCodes(trx, "reset_password", { userId: user.id, email: user.email }, now);
    await notifyPasswordChanged(trx, user.id, client);
    return { status: "changed", endedSessions, ...(ended && { ended }) };
  });
}
