import { clearRevoke } from "@/db/access-token/revoke";
import { findToken, lockOrganisationOf, lockToken, seesToken } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { reachedLimit } from "@/lib/access-token/active-limit";
import { recordTokenActivity } from "@/lib/access-token/activity/record";
import { statusAt } from "@/lib/access-token/lifetime/lifetime";
import { undoableUntil } from "@/lib/access-token/rotation/rotation";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { Role, SessionPrincipal } from "@/lib/authorization/principal";
import { notifyRevokeUndone } from "@/lib/notice/notify/token";
import { lockPrincipal } from "@/lib/organisation/lock";
import { roleToTakeBack } from "@/lib/organisation/take-back";
import { lockSession } from "@/lib/session/lock";
import { write } from "@/lib/write";

export type UndoRevokeResult =
  /** Also when it is not revoked at all: asking twice changes nothing. */
  | { status: "undone" }
  | { status: "not_found" }
  /** The hour is over. */
  | { status: "too_late" }
  /** Leaked, revoked by an administrator or by itself. */
  | { status: "final" }
  /** Someone with this role decided it, which is higher than the principal's. */
  | { status: "decided_above"; role: Role }
  | { status: "limit_reached"; limit: number };

/** Take back a revoke that the owner made within the last hour, while there is room under the limit. */
export async function undoRevoke(db: Db, principal: SessionPrincipal, id: string): Promise<UndoRevokeResult> {
  return await write(db, principal, async (trx): Promise<UndoRevokeResult> => {
    if (!(await seesToken(trx, visibilityOf(principal), id))) return { status: "not_found" };
    // A session that ended while this request ran brings no token back.
    if (!(await lockSession(trx, principal))) return { status: "not_found" };
    await lockOrganisationOf(trx, id);
    const organisationId = await lockToken(trx, id);
    const fresh = organisationId === null ? principal : await lockPrincipal(trx, principal, [organisationId]);
    const row = await findToken(trx, visibilityOf(fresh), id);
    if (row === undefined) return { status: "not_found" };
    if (row.status !== "revoked") return { status: "undone" };
    const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
    const isOwn = row.revoked_by_user_id === principal.user.id;
    if (until === undefined || !(isOwn || row.organisation_id !== null)) return { status: "final" };
    // Those who manage an organisation's token can undo a colleague's revoke, unless the colleague has a higher role.
    if (row.organisation_id !== null) {
      const role = await roleToTakeBack(trx, fresh, row.organisation_id, row.revoked_by_user_id);
      if (role !== undefined) return { status: "decided_above", role };
    }
    if (until <= row.now) return { status: "too_late" };

    // One that expired meanwhile comes back expired, and does not count against the limit.
    const isActive = statusAt({ expiresAt: row.expires_at, revokedAt: null }, row.now) === "active";
    const limit = isActive && row.imported_at === null ? await reachedLimit(trx, row) : undefined;
    if (limit !== undefined) return { status: "limit_reached", limit };
    await clearRevoke(trx, id);
    await recordTokenActivity(trx, principal, row, {
      type: "access_token.revoke_undone",
      before: { revoked_at: row.revoked_at?.toISOString() ?? null },
    });
    if (!isOwn) await notifyRevokeUndone(trx, principal, row);
    return { status: "undone" };
  });
}
