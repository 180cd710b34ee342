import { findIdsMadeWith } from "@/db/access-token/revoke";
import { findToken, findTokens, lockTokens, type TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { type TokenDetailsJson, tokenDetailsJson } from "@/lib/access-token/json";
import { endLeak } from "@/lib/access-token/leak/end-leak";
import { REVIVAL } from "@/lib/access-token/leak/revoke-made";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { Principal } from "@/lib/authorization/principal";
import { lockPrincipal } from "@/lib/organisation/lock";
import { write } from "@/lib/write";
import { type RevokeKind, revokeOne } from "./revoke-one";

export type RevokeTokenResult =
  /** `alsoRevoked`: the ids of the tokens that went with it because they were made with it. */
  | { status: "revoked"; alsoRevoked: string[] }
  | { status: "already_revoked"; alsoRevoked: string[] }
  | { status: "not_found" };

type RevokeTarget = { id: string; reason: string | null; leaked?: boolean };
/**
 * Revoke a token that the principal may manage. No request that begins after this returns gets through with it. Asking twice
 * changes nothing: who revoked first, when and why, stays. `leaked` is final, also for a token whose revoke could still be
 * undone, and takes everything along that was made with it, whoever may see that (`endLeak`): the token itself first, so that
 * nothing keeps it alive, and what it made after that. Meanwhile that is refused already (`makerLeakedAt`), and a minute later
 * `finishLeaks` takes what this has left, had it been cut off.
 */
export async function revokeToken(db: Db, principal: Principal, target: RevokeTarget): Promise<RevokeTokenResult> {
  const ended = await write(db, principal, async (trx) => await revokeItself(trx, principal, target), "ending");
  if (ended.status === "not_found") return ended;
  const { status, token } = ended;
  return { status, alsoRevoked: target.leaked === true ? await endLeak(db, principal, token) : [] };
}

async function revokeItself(
  trx: Db,
  principal: Principal,
  target: RevokeTarget,
): Promise<{ status: "revoked" | "already_revoked"; token: TokenRow } | { status: "not_found" }> {
  // Before anything is locked: a caller who may not see it keeps nobody waiting.
  const seen = await findToken(trx, visibilityOf(principal), target.id);
  if (seen === undefined) return { status: "not_found" };
  // Revoking an organisation's token needs the current role. A personal token can always be revoked, and a token can always
  // revoke itself.
  const isPersonal = seen.organisation_id === null;
  await lockTokens(trx, isPersonal || principal.type === "session" ? [seen.id] : [seen.id, principal.token.id]);
  const present = isPersonal ? principal : await lockPrincipal(trx, principal, [seen.organisation_id ?? ""]);
  const token = await findToken(trx, visibilityOf(present), target.id);
  if (token === undefined) return { status: "not_found" };
  const kind = kindOf(principal, token, target);
  const reason = target.reason === "" ? null : target.reason;
  const isChanged = await revokeOne(trx, principal, token, { kind, reason });
  return { status: isChanged ? "revoked" : "already_revoked", token };
}

/** The tokens that would be revoked along with this one as leaked: made with it, or with one of those, and not revoked yet. */
export async function findMadeBy(db: Db, principal: Principal, id: string): Promise<TokenDetailsJson[]> {
  const visibility = visibilityOf(principal);
  if ((await findToken(db, visibility, id)) === undefined) return [];
  const rows = await findTokens(db, visibility, await findIdsMadeWith(db, id, REVIVAL));
  return rows.flatMap((row) => (row.status === "revoked" ? [] : [tokenDetailsJson(row)]));
}

function kindOf(principal: Principal, token: TokenRow, target: RevokeTarget): RevokeKind {
  if (target.leaked === true) return "leaked";
  return principal.type === "token" && principal.token.id === token.id ? "self" : "by_owner";
}
