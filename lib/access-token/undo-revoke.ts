import { countActiveTokensForChange, findToken, lockToken } from "@/db/access-token";
import { clearRevoke } from "@/db/access-token-revoke";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/principal";
import { ACTIVE_TOKENS_PER_USER, statusAt } from "./policy";
import { recordTokenActivity } from "./record-token-activity";
import { undoableUntil } from "./rotation";
import { visibilityOf } from "./visibility";

export type UndoRevokeResult =
  /** Also when it is not revoked at all: asking twice changes nothing. */
  | { status: "undone" }
  | { status: "not_found" }
  /** The hour is over. */
  | { status: "too_late" }
  /** Leaked, revoked by an administrator or by itself. */
  | { status: "final" }
  | { status: "limit_reached"; limit: number };

/** Take back a revoke that the owner made within the last hour, while there is room under the limit. */
export async function undoRevoke(db: Db, principal: SessionPrincipal, id: string): Promise<UndoRevokeResult> {
  return await db.transaction().execute(async (trx): Promise<UndoRevokeResult> => {
    await lockToken(trx, id);
    const row = await findToken(trx, visibilityOf(principal), id);
    if (row === undefined) return { status: "not_found" };
    if (row.status !== "revoked") return { status: "undone" };
    const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
    if (until === undefined || row.revoked_by_user_id !== principal.user.id) return { status: "final" };
    if (until <= row.now) return { status: "too_late" };

    // One that expired meanwhile comes back as that, and takes no place.
    const isActive = statusAt({ expiresAt: row.expires_at, revokedAt: null }, row.now) === "active";
    if (isActive && (await countActiveTokensForChange(trx, principal.user.id)) >= ACTIVE_TOKENS_PER_USER) {
      return { status: "limit_reached", limit: ACTIVE_TOKENS_PER_USER };
    }
    await clearRevoke(trx, id);
    await recordTokenActivity(trx, principal, row, {
      type: "access_token.revoke_undone",
      before: { revoked_at: row.revoked_at?.toISOString() ?? null },
    });
    return { status: "undone" };
  });
}
