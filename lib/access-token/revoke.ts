import { findToken, findTokens, lockTokens, type TokenRow } from "@/db/access-token";
import { findIdsMadeWith, markLeaked, markRevoked, type Revival } from "@/db/access-token-revoke";
import type { Db } from "@/db/database";
import { tellTokenRevoked } from "@/lib/notice/tell-token";
import { holdPrincipal } from "@/lib/organisation/hold";
import { type Principal, userIdOf } from "@/lib/principal";
import { type TokenDetailsJson, tokenDetailsJson } from "./json";
import { EXTENDABLE_FOR_DAYS } from "./policy";
import { recordTokenActivity } from "./record-token-activity";
import { UNDOABLE_FOR_MINUTES, undoableUntil } from "./rotation";
import { visibilityOf } from "./visibility";

export type RevokeTokenResult =
  /** `alsoRevoked`: the ids of the tokens that went with it because they were made with it. */
  | { status: "revoked"; alsoRevoked: string[] }
  | { status: "already_revoked"; alsoRevoked: string[] }
  | { status: "not_found" };

type RevokeTarget = { id: string; reason: string | null; leaked?: boolean };
type RevokeKind = "by_owner" | "leaked" | "self";

const REVIVAL: Revival = { extendableDays: EXTENDABLE_FOR_DAYS, undoableMinutes: UNDOABLE_FOR_MINUTES };

/**
 * Revoke a token that the principal may manage. No request that begins after this returns gets through with it. Asking twice
 * changes nothing: who revoked first, when and why, stays. `leaked` is final, also for a token whose revoke could still be
 * undone, and takes every token along that was made with it.
 */
export async function revokeToken(db: Db, principal: Principal, target: RevokeTarget): Promise<RevokeTokenResult> {
  return await db.transaction().execute(async (trx): Promise<RevokeTokenResult> => {
    const { alsoIds, organisationId } = await lockWithMade(trx, target);
    const visibility = visibilityOf(await holdForRevoke(trx, principal, organisationId));
    const token = await findToken(trx, visibility, target.id);
    if (token === undefined) return { status: "not_found" };
    const kind = kindOf(principal, token, target);
    const reason = target.reason === "" ? null : target.reason;
    const status = (await revokeOne(trx, principal, token, { kind, reason })) ? "revoked" : "already_revoked";

    const alsoRevoked: string[] = [];
    for (const made of await findTokens(trx, visibility, alsoIds)) {
      if (isFinal(made)) continue;
      const madeReason = `Made with "${token.label}", which leaked`;
      if (await revokeOne(trx, principal, made, { kind, reason: madeReason })) alsoRevoked.push(made.id);
    }
    return { status, alsoRevoked };
  });
}

/** The tokens that would be revoked along with this one as leaked: made with it, or with one of those, and not revoked yet. */
export async function findMadeBy(db: Db, principal: Principal, id: string): Promise<TokenDetailsJson[]> {
  const visibility = visibilityOf(principal);
  if ((await findToken(db, visibility, id)) === undefined) return [];
  const rows = await findTokens(db, visibility, await findIdsMadeWith(db, id, REVIVAL));
  return rows.flatMap((row) => (row.status === "revoked" ? [] : [tokenDetailsJson(row)]));
}

/**
 * Lock the token and, for a leak, all that was made with it. What lives of them makes nothing new meanwhile (`holdCaller`), and
 * what was made while this waited for a lock is found by looking again.
 */
async function lockWithMade(
  trx: Db,
  target: RevokeTarget,
): Promise<{ alsoIds: string[]; organisationId: string | null }> {
  const find = async () => (target.leaked === true ? await findIdsMadeWith(trx, target.id, REVIVAL) : []);
  let known = await find();
  for (;;) {
    const tokens = await lockTokens(trx, [target.id, ...known]);
    const made = await find();
    const locked = new Set(known);
    if (made.every((found) => locked.has(found))) {
      const token = tokens.find(({ id }) => id === target.id.toLowerCase());
      return { alsoIds: made, organisationId: token?.organisation_id ?? null };
    }
    known = made;
  }
}

/** Who revokes an organisation's token does it by the role of this moment. One's own, and itself, a token may always revoke. */
async function holdForRevoke(trx: Db, principal: Principal, organisationId: string | null): Promise<Principal> {
  return organisationId === null ? principal : await holdPrincipal(trx, principal, [organisationId]);
}

// A revoke that could still be undone must not bring back what a leaked token made.
function isFinal(row: TokenRow): boolean {
  if (row.status !== "revoked") return false;
  const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
  return until === undefined || until <= row.now;
}

function kindOf(principal: Principal, token: TokenRow, target: RevokeTarget): RevokeKind {
  if (target.leaked === true) return "leaked";
  return principal.type === "token" && principal.token.id === token.id ? "self" : "by_owner";
}

async function revokeOne(
  trx: Db,
  principal: Principal,
  token: TokenRow,
  as: { kind: RevokeKind; reason: string | null },
): Promise<boolean> {
  const by = { userId: userIdOf(principal) ?? null, ...as };
  const revoked = await markRevoked(trx, token.id, by);
  if (!revoked && !(as.kind === "leaked" && (await markLeaked(trx, token.id)))) return false;
  await recordTokenActivity(trx, principal, token, {
    type: "access_token.revoked",
    after: { revoke_kind: as.kind, ...(as.reason === null ? {} : { reason: as.reason }) },
  });
  if (revoked) await tellTokenRevoked(trx, principal, token, as);
  return revoked;
}
