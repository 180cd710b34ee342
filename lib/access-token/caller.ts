import { findToken, holdLiveToken, lockTokens, type TokenRow } from "@/db/access-token";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/principal";
import { exceeds, FULL_STRENGTH, type Strength } from "./policy";
import { strengthOf } from "./strength";
import { visibilityOf } from "./visibility";

/** The token that a request came with was revoked, or its secret ended, while the request ran. The edge of HTTP answers 401. */
export class CallerEnded extends Error {
  override readonly name = "CallerEnded";
}

/**
 * Let a calling token make and change tokens only while it lives: until the end of this transaction nobody revokes or narrows it.
 * Without it, a token that is revoked as leaked could leave behind one that it makes at the same moment.
 * @returns how strong the caller is now: it may have been narrowed since it was let in
 * @throws CallerEnded
 */
export async function holdCaller(trx: Db, principal: Principal): Promise<Strength> {
  if (principal.type === "session") return FULL_STRENGTH;
  if (!(await holdLiveToken(trx, principal.token.id, principal.secret.id))) throw new CallerEnded();
  const row = await findToken(trx, visibilityOf(principal), principal.token.id);
  if (row === undefined) throw new CallerEnded();
  return strengthOf(row);
}

/** Lock the token that is to change and, where a token calls, that one too; otherwise as `holdCaller`. @throws CallerEnded */
export async function lockForChange(trx: Db, principal: Principal, id: string): Promise<Strength> {
  await lockTokens(trx, principal.type === "token" ? [id, principal.token.id] : [id]);
  return await holdCaller(trx, principal);
}

export type RotationRefusal =
  | { status: "not_rotatable"; detail: string }
  /** A token asked to rotate itself, and its owner did not allow that. */
  | { status: "itself_not_allowed" }
  /** In these fields the token is more than the calling one. */
  | { status: "exceeds_caller"; fields: string[] };

/**
 * Why the principal may not change the secrets of a token that it sees; undefined when it may. Whoever gets a secret of a
 * token is as strong as that, so a token rotates only what is within it, and itself only by its owner's leave and with its
 * current secret. Call it under the token's lock.
 * @param caller what `lockForChange` returned
 */
export function refuseRotation(principal: Principal, caller: Strength, row: TokenRow): RotationRefusal | undefined {
  if (principal.type === "token") {
    if (principal.token.id === row.id) {
      if (!row.may_rotate_itself) return { status: "itself_not_allowed" };
      const used = row.secrets.find((secret) => secret.id === principal.secret.id);
      // A straggler, or whoever found the old secret, must not put the new one out.
      if (used?.state !== "current") {
        return { status: "not_rotatable", detail: "The secret in use is being replaced: use the token's new one." };
      }
    } else {
      const beyond = exceeds(strengthOf(row), caller);
      if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
    }
  }
  if (row.status === "revoked") return { status: "not_rotatable", detail: "A revoked token cannot be rotated." };
  if (row.status === "expired") {
    return { status: "not_rotatable", detail: "An expired token cannot be rotated. Its owner can extend it first." };
  }
  return undefined;
}
