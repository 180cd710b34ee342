import { findToken, lockToken, markRevoked } from "@/db/access-token";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/principal";
import { visibilityOf } from "./visibility";

export type RevokeTokenOutcome = "revoked" | "already_revoked" | "not_found";

/**
 * Revoke a token that the principal may manage. No request that begins after this returns gets through with it. Asking twice
 * changes nothing: who revoked first, when and why, stays.
 */
export async function revokeToken(
  db: Db,
  principal: Principal,
  target: { id: string; reason: string | null },
): Promise<RevokeTokenOutcome> {
  return await db.transaction().execute(async (trx): Promise<RevokeTokenOutcome> => {
    await lockToken(trx, target.id);
    const token = await findToken(trx, visibilityOf(principal), target.id);
    if (token === undefined) return "not_found";
    const kind = principal.type === "token" && principal.token.id === token.id ? "self" : "by_owner";
    const reason = target.reason === "" ? null : target.reason;
    const revoked = await markRevoked(trx, token.id, { userId: userIdOf(principal) ?? null, kind, reason });
    if (!revoked) return "already_revoked";
    await recordActivity(trx, {
      type: "access_token.revoked",
      userId: token.user_id,
      organisationId: token.organisation_id,
      actor: actorOf(principal),
      target: { type: "access_token", id: token.id, label: token.label },
      after: { revoke_kind: kind, ...(reason === null ? {} : { reason }) },
      client: principal.client,
    });
    return "revoked";
  });
}
