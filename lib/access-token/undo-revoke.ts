import { findToken, lockOrganisationOf, lockToken } from "@/db/access-token";
import { clearRevoke } from "@/db/access-token-revoke";
import type { Db } from "@/db/database";
import { holdPrincipal } from "@/lib/organisation/hold";
import type { SessionPrincipal } from "@/lib/principal";
import { reachedLimit } from "./active-limit";
import { statusAt } from "./policy";
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
    await lockOrganisationOf(trx, id);
    const organisationId = await lockToken(trx, id);
    const fresh = organisationId === null ? principal : await holdPrincipal(trx, principal, [organisationId]);
    const row = await findToken(trx, visibilityOf(fresh), id);
    if (row === undefined) return { status: "not_found" };
    if (row.status !== "revoked") return { status: "undone" };
    const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
    // Whoever manages an organisation's token undoes what a colleague did.
    const isOwn = row.organisation_id !== null || row.revoked_by_user_id === principal.user.id;
    if (until === undefined || !isOwn) return { status: "final" };
    if (until <= row.now) return { status: "too_late" };

    // One that expired meanwhile comes back as that, and takes no place.
    const isActive = statusAt({ expiresAt: row.expires_at, revokedAt: null }, row.now) === "active";
    const limit = isActive ? await reachedLimit(trx, row) : undefined;
    if (limit !== undefined) return { status: "limit_reached", limit };
    await clearRevoke(trx, id);
    await recordTokenActivity(trx, principal, row, {
      type: "access_token.revoke_undone",
      before: { revoked_at: row.revoked_at?.toISOString() ?? null },
    });
    return { status: "undone" };
  });
}
