import { moveRetirement, retireSecrets } from "@/db/access-token/secret";
import { findToken, type TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { recordTokenActivity } from "@/lib/access-token/activity/record";
import { lockForChange, type RotationRefusal, refuseRotation } from "@/lib/access-token/authentication/caller";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { Principal } from "@/lib/authorization/principal";
import { write } from "@/lib/write";
import { isLiving, latestRetirement, refuseRetirement } from "./rotation";

type Refusal = { status: "not_found" } | RotationRefusal;
export type EndOverlapResult = { status: "ended" } | { status: "no_overlap" } | Refusal;
export type ExtendOverlapResult =
  | { status: "extended"; retiresAt: Date }
  | { status: "no_overlap" }
  | { status: "invalid"; detail: string }
  | Refusal;
export type CancelPendingResult = { status: "cancelled" } | { status: "no_pending" } | Refusal;

/** End the overlap: the former secret is refused from the next request on. @throws CallerEnded */
export async function endOverlap(db: Db, principal: Principal, id: string): Promise<EndOverlapResult> {
  const end = async (trx: Db, row: TokenRow): Promise<EndOverlapResult> => {
    const retiring = livingSecret(row, "retiring");
    if (retiring?.retires_at == null) return { status: "no_overlap" };
    await retireSecrets(trx, id, ["retiring"]);
    await recordTokenActivity(trx, principal, row, {
      type: "access_token.overlap_ended",
      before: { retires_at: new Date(retiring.retires_at).toISOString() },
    });
    return { status: "ended" };
  };
  return await changing(db, principal, id, end, "ending");
}

/**
 * Let the former secret work until `retiresAt`: at most seven days after the overlap began, and never beyond the expiration
 * date. An earlier moment than the present one is fine as long as it is ahead. @throws CallerEnded
 */
export async function extendOverlap(
  db: Db,
  principal: Principal,
  id: string,
  retiresAt: Date,
): Promise<ExtendOverlapResult> {
  return await changing(db, principal, id, async (trx, row): Promise<ExtendOverlapResult> => {
    const retiring = livingSecret(row, "retiring");
    if (retiring?.retires_at == null || retiring.retiring_since === null) return { status: "no_overlap" };
    const latest = latestRetirement(new Date(retiring.retiring_since), row.expires_at);
    const refusal = refuseRetirement(retiresAt, latest, row.now);
    if (refusal !== undefined) return { status: "invalid", detail: refusal };
    await moveRetirement(trx, id, retiresAt);
    await recordTokenActivity(trx, principal, row, {
      type: "access_token.overlap_extended",
      before: { retires_at: new Date(retiring.retires_at).toISOString() },
      after: { retires_at: retiresAt.toISOString() },
    });
    return { status: "extended", retiresAt };
  });
}

/** End a new secret that was not used yet. The current one is not affected. @throws CallerEnded */
export async function cancelPending(db: Db, principal: Principal, id: string): Promise<CancelPendingResult> {
  return await changing(db, principal, id, async (trx, row): Promise<CancelPendingResult> => {
    if (livingSecret(row, "pending") === undefined) return { status: "no_pending" };
    await retireSecrets(trx, id, ["pending"]);
    await recordTokenActivity(trx, principal, row, { type: "access_token.pending_cancelled" });
    return { status: "cancelled" };
  });
}

async function changing<Result>(
  db: Db,
  principal: Principal,
  id: string,
  change: (trx: Db, row: TokenRow) => Promise<Result | Refusal>,
  what: "change" | "ending" = "change",
): Promise<Result | Refusal> {
  const run = async (trx: Db): Promise<Result | Refusal> => {
    const locked = await lockForChange(trx, principal, id);
    if (locked === undefined) return { status: "not_found" };
    const { caller, principal: fresh } = locked;
    const row = await findToken(trx, visibilityOf(fresh), id);
    if (row === undefined) return { status: "not_found" };
    return (await refuseRotation(trx, principal, caller, row)) ?? (await change(trx, row));
  };
  return await write(db, principal, run, what);
}

function livingSecret(row: TokenRow, state: "pending" | "retiring") {
  return row.secrets.find((secret) => secret.state === state && isLiving(secret, row.now));
}
