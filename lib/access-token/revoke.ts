import { findToken, findTokens, lockTokens, type TokenRow } from "@/db/access-token";
import { findIdsMadeWith, markLeaked, markRevoked, type Revival } from "@/db/access-token-revoke";
import type { Db } from "@/db/database";
import { tellTokenRevoked } from "@/lib/notice/tell-token";
import { holdPrincipal } from "@/lib/organisation/hold";
import { type Principal, userIdOf } from "@/lib/principal";
import { write } from "@/lib/write";
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

const AT_ONCE = 100;

type RevokeTarget = { id: string; reason: string | null; leaked?: boolean };
type RevokeKind = "by_owner" | "leaked" | "self";

const REVIVAL: Revival = { extendableDays: EXTENDABLE_FOR_DAYS, undoableMinutes: UNDOABLE_FOR_MINUTES };

/**
 * Revoke a token that the principal may manage. No request that begins after this returns gets through with it. Asking twice
 * changes nothing: who revoked first, when and why, stays. `leaked` is final, also for a token whose revoke could still be
 * undone, and takes every token along that was made with it, whoever may see that: the token itself first, so that nothing keeps
 * it alive, and what it made after that. Meanwhile that makes nothing (`comesFromLeaked`), and a minute later `finishLeaks` takes
 * what this has left, had it been cut off.
 */
export async function revokeToken(db: Db, principal: Principal, target: RevokeTarget): Promise<RevokeTokenResult> {
  const ended = await write(db, principal, async (trx) => await revokeItself(trx, principal, target));
  if (ended.status === "not_found") return ended;
  const { status, token } = ended;
  return { status, alsoRevoked: target.leaked === true ? await revokeMadeWith(db, principal, token) : [] };
}

async function revokeItself(
  trx: Db,
  principal: Principal,
  target: RevokeTarget,
): Promise<{ status: "revoked" | "already_revoked"; token: TokenRow } | { status: "not_found" }> {
  // Before anything is locked: who may not see it keeps nobody waiting.
  const seen = await findToken(trx, visibilityOf(principal), target.id);
  if (seen === undefined) return { status: "not_found" };
  // Who revokes an organisation's token does it by the role of this moment. One's own, and itself, a token may always revoke.
  const isPersonal = seen.organisation_id === null;
  await lockTokens(trx, isPersonal || principal.type === "session" ? [seen.id] : [seen.id, principal.token.id]);
  const present = isPersonal ? principal : await holdPrincipal(trx, principal, [seen.organisation_id ?? ""]);
  const token = await findToken(trx, visibilityOf(present), target.id);
  if (token === undefined) return { status: "not_found" };
  const kind = kindOf(principal, token, target);
  const reason = target.reason === "" ? null : target.reason;
  const isChanged = await revokeOne(trx, principal, token, { kind, reason });
  return { status: isChanged ? "revoked" : "already_revoked", token };
}

/**
 * Revoke as leaked what was made with a token that leaked, or with that in turn. Some at a time: a job that makes a token for each
 * run has made tens of thousands.
 * @returns the ids of those that this has ended
 */
export async function revokeMadeWith(
  db: Db,
  principal: Principal,
  leaked: Pick<TokenRow, "id" | "label">,
): Promise<string[]> {
  const reason = `Made with "${leaked.label}", which leaked`;
  const revoked: string[] = [];
  // Looked for again after each round: what was being made when the token ended is there by then.
  for (;;) {
    const ids = await findIdsMadeWith(db, leaked.id, REVIVAL);
    if (ids.length === 0) return revoked;
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      await write(db, principal, async (trx) => {
        await lockTokens(trx, some);
        for (const made of await findTokens(trx, "all", some)) {
          if (isFinal(made)) continue;
          if (await revokeOne(trx, principal, made, { kind: "leaked", reason, isAlarm: false })) revoked.push(made.id);
        }
      });
    }
  }
}

/** The tokens that would be revoked along with this one as leaked: made with it, or with one of those, and not revoked yet. */
export async function findMadeBy(db: Db, principal: Principal, id: string): Promise<TokenDetailsJson[]> {
  const visibility = visibilityOf(principal);
  if ((await findToken(db, visibility, id)) === undefined) return [];
  const rows = await findTokens(db, visibility, await findIdsMadeWith(db, id, REVIVAL));
  return rows.flatMap((row) => (row.status === "revoked" ? [] : [tokenDetailsJson(row)]));
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
  as: { kind: RevokeKind; reason: string | null; isAlarm?: boolean },
): Promise<boolean> {
  const by = { userId: userIdOf(principal) ?? null, kind: as.kind, reason: as.reason };
  const revoked = await markRevoked(trx, token.id, by);
  if (!revoked && !(as.kind === "leaked" && (await markLeaked(trx, token.id)))) return false;
  await recordTokenActivity(trx, principal, token, {
    type: "access_token.revoked",
    after: { revoke_kind: as.kind, ...(as.reason === null ? {} : { reason: as.reason }) },
  });
  // That one is over which had expired is no news to anybody.
  if (revoked && token.status === "active") await tellTokenRevoked(trx, principal, token, as);
  return revoked;
}
