import { retireSecrets } from "@/db/access-token/secret";
import { findToken, type TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { recordTokenActivity } from "@/lib/access-token/activity/record";
import { lockForChange, type RotationRefusal, refuseRotation } from "@/lib/access-token/authentication/caller";
import { type TokenDetailsJson, tokenDetailsJson } from "@/lib/access-token/json";
import { writeSecret } from "@/lib/access-token/secret/write";
import { strengthOf } from "@/lib/access-token/strength";
import { flushUsage } from "@/lib/access-token/usage/record";
import { ownersOf, visibilityOf } from "@/lib/access-token/visibility";
import type { Principal } from "@/lib/authorization/principal";
import { needsFreshProof } from "@/lib/authorization/strength";
import { notifyTokenRotated } from "@/lib/notice/notify/token";
import { isFresh } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { livingSecrets, unstoredSecret } from "./json";
import { DEFAULT_OVERLAP_SECONDS, isLiving } from "./rotation";

export type RotateTokenInput = { overlapSeconds: number; replaceNow: boolean };

export type RotateTokenResult =
  /** `secret` is here and nowhere else: only its digest is stored. */
  | { status: "rotated"; token: TokenDetailsJson; secret: string }
  | { status: "not_found" }
  | RotationRefusal
  /** Full access or no expiration, and the person's last proof of identity is older than ten minutes: as for a new token. */
  | { status: "reauthentication_required" }
  /** The former secret of the last rotation still works. */
  | { status: "overlap_running"; retiresAt: Date };

/**
 * Give a token a new secret; everything else of it stays. It is pending until its first use, and asking again replaces only
 * that one, so that a lost answer costs nothing. `replaceNow` makes it the current one at once and ends every other, also
 * during an overlap: for a secret that leaked.
 * @throws CallerEnded
 */
export async function rotateToken(
  db: Db,
  principal: Principal,
  id: string,
  input: RotateTokenInput,
): Promise<RotateTokenResult> {
  return await rotate<never>(db, principal, id, () => input, input.replaceNow ? "ending" : "change");
}

/**
 * Replace a secret that was shown once and never stored. A current one is replaced at once, since nothing uses it; a pending
 * one by another pending one with the same overlap. `stored`: the secret with this hint was confirmed, used or replaced.
 * @throws CallerEnded
 */
export async function replaceUnstoredSecret(
  db: Db,
  principal: Principal,
  id: string,
  hint: string,
): Promise<RotateTokenResult | { status: "stored" }> {
  // A first use within the last seconds counts as well.
  await flushUsage();
  return await rotate<{ status: "stored" }>(db, principal, id, (row) => {
    const unstored = unstoredSecret(row);
    if (unstored?.hint !== hint) return { status: "stored" };
    const overlapSeconds = livingSecrets(row).pending?.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS;
    return { overlapSeconds, replaceNow: unstored.state === "current" };
  });
}

/** @param how reads what to do from the token under its lock, or why not to do it */
async function rotate<Refused extends { status: string }>(
  db: Db,
  principal: Principal,
  id: string,
  how: (row: TokenRow) => RotateTokenInput | Refused,
  what: "change" | "ending" = "change",
): Promise<RotateTokenResult | Refused> {
  const run = async (trx: Db): Promise<RotateTokenResult | Refused> => {
    const locked = await lockForChange(trx, principal, id);
    if (locked === undefined) return { status: "not_found" };
    const { caller, principal: fresh } = locked;
    const row = await findToken(trx, visibilityOf(fresh), id);
    if (row === undefined) return { status: "not_found" };
    const refusal = await refuseRotation(trx, principal, caller, row);
    if (refusal !== undefined) return refusal;

    const input = how(row);
    if ("status" in input) return input;
    // Otherwise an unattended session could obtain a secret of a token that it could not create.
    if (principal.type === "session" && needsFreshProof(strengthOf(row)) && !isFresh(principal)) {
      return { status: "reauthentication_required" };
    }

    const living = row.secrets.filter((secret) => isLiving(secret, row.now));
    const retiring = living.find((secret) => secret.state === "retiring");
    if (retiring?.retires_at != null && !input.replaceNow) {
      return { status: "overlap_running", retiresAt: new Date(retiring.retires_at) };
    }
    const replacedPending = living.some((secret) => secret.state === "pending");
    await retireSecrets(trx, id, input.replaceNow ? ["pending", "current", "retiring"] : ["pending", "retiring"]);
    const secret = await writeSecret(trx, principal, row, {
      ...(input.replaceNow
        ? { state: "current" as const }
        : { state: "pending" as const, overlapSeconds: input.overlapSeconds }),
      isShown: principal.type === "session",
    });
    await recordTokenActivity(trx, principal, row, {
      type: input.replaceNow ? "access_token.replaced" : "access_token.rotated",
      after: input.replaceNow ? {} : { overlap_seconds: input.overlapSeconds, replaced_pending: replacedPending },
    });
    await notifyTokenRotated(trx, principal, row, { replaced: input.replaceNow });
    const after = await findToken(trx, ownersOf(row), id);
    if (after === undefined) throw new Error("a token that was just rotated cannot be read");
    return { status: "rotated", token: tokenDetailsJson(after), secret };
  };
  return await write(db, principal, run, what);
}
