import { findTokens, lockTokens } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { lockMembership } from "@/db/organisation/organisation";
import { listOrganisationTokens, type OrganisationTokenRow } from "@/db/organisation/token";
import { deleteTokenAccess, insertWithdrawals } from "@/db/organisation/token-access";
import { lockCaller } from "@/lib/access-token/authentication/caller";
import { strengthOf } from "@/lib/access-token/strength";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, type PrincipalOrganisation, type Role, userIdOf } from "@/lib/authorization/principal";
import { exceeds } from "@/lib/authorization/strength";
import { notifyAccessRestored, notifyAccessWithdrawn } from "@/lib/notice/notify/access";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { authorizeForChange } from "@/lib/organisation/lock";
import { roleToTakeBack } from "@/lib/organisation/take-back";
import { write } from "@/lib/write";
import { sightOf } from "./sight";

export type ChangeAccessResult =
  /** Also when it was done already: asking twice changes nothing. */
  | { status: "withdrawn" | "restored"; changed: boolean; reason: string | null }
  /** The organisation's own tokens can only be revoked. */
  | { status: "not_personal" }
  /** Someone with this role withdrew it, which is higher than the principal's own. */
  | { status: "decided_above"; role: Role }
  /** A calling token would restore one that is stronger than itself, in these fields. */
  | { status: "exceeds_caller"; fields: string[] }
  | OrganisationRefusal;

/** The principal as it is under lock, and its organisation that this is about. */
type Present = { principal: Principal; organisation: PrincipalOrganisation };
type Target = { organisationId: string; tokenId: string };

/**
 * Withdraw a personal token's access to one organisation: from the next request on it is refused there, and keeps working
 * everywhere else. Its owner is notified of who did it and why. A token that does not reach the organisation, or no longer, is
 * not found.
 */
export async function withdrawAccess(
  db: Db,
  principal: Principal,
  target: Target & { reason: string | null },
): Promise<ChangeAccessResult> {
  return await changeAccess(db, principal, target, async (trx, { organisation }, token) => {
    if (token.access?.state === "withdrawn") {
      return { status: "withdrawn", changed: false, reason: token.access.reason };
    }
    const reason = target.reason === "" ? null : target.reason;
    await insertWithdrawals(trx, {
      tokenIds: [token.id],
      organisationId: organisation.id,
      reason,
      byUserId: userIdOf(principal) ?? null,
    });
    await recordAccess(trx, principal, organisation, token, "access_token.access_withdrawn", reason);
    await notifyAccessWithdrawn(trx, principal, { organisation, token, reason });
    return { status: "withdrawn", changed: true, reason };
  });
}

/**
 * Restore a personal token's access to the organisation: for the person who withdrew it, or a role at least as high, and for a
 * token only to tokens within it. Its owner and the person who had withdrawn it are notified.
 */
export async function restoreAccess(db: Db, principal: Principal, target: Target): Promise<ChangeAccessResult> {
  return await changeAccess(db, principal, target, async (trx, { organisation, principal: fresh }, token) => {
    if (token.access?.state !== "withdrawn") {
      return { status: "restored", changed: false, reason: null };
    }
    const decidedBy = token.access.by?.id ?? null;
    const role = await roleToTakeBack(trx, fresh, organisation.id, decidedBy);
    if (role !== undefined) return { status: "decided_above", role };
    const beyond = await beyondCaller(trx, fresh, token.id);
    if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
    await deleteTokenAccess(trx, token.id, organisation.id);
    await recordAccess(trx, principal, organisation, token, "access_token.access_restored", null);
    await notifyAccessRestored(trx, principal, { organisation, token, decidedBy });
    return { status: "restored", changed: true, reason: null };
  });
}

async function changeAccess(
  db: Db,
  principal: Principal,
  { organisationId, tokenId }: Target,
  change: (trx: Db, present: Present, token: OrganisationTokenRow) => Promise<ChangeAccessResult>,
): Promise<ChangeAccessResult> {
  const find = async (by: Db, { principal, organisation }: Present) => {
    const { rows } = await listOrganisationTokens(by, sightOf(principal, organisation), {
      filter: { ids: [tokenId] },
      order: { field: "created_at", descending: true },
      limit: 1,
      offset: 0,
    });
    return rows[0];
  };
  // Before anything is locked: a caller who may not do it, or does not see the token, keeps nobody waiting.
  const first = authorizeIn(principal, organisationId, "withdraw_access");
  if (first.status !== "allowed") return first;
  if ((await find(db, { principal, organisation: first.organisation })) === undefined) return { status: "not_found" };
  return await write(db, principal, async (trx): Promise<ChangeAccessResult> => {
    // The token first, as in every change of one, together with the calling token, which may be this one.
    await lockTokens(trx, principal.type === "token" ? [tokenId, principal.token.id] : [tokenId]);
    const locked = await authorizeForChange(trx, principal, organisationId, "withdraw_access");
    if (locked.authorization.status !== "allowed") return locked.authorization;
    const present = { principal: locked.principal, organisation: locked.authorization.organisation };
    const found = await find(trx, present);
    if (found === undefined) return { status: "not_found" };
    if (found.user_id === null) return { status: "not_personal" };
    // Someone who is leaving now has left before, or leaves after this.
    await lockMembership(trx, found.user_id, [organisationId]);
    const token = await find(trx, present);
    return token === undefined ? { status: "not_found" } : await change(trx, present, token);
  });
}

/** The fields in which a token is stronger than the calling one; none for a person. */
async function beyondCaller(trx: Db, principal: Principal, tokenId: string): Promise<string[]> {
  if (principal.type === "session") return [];
  const { caller } = await lockCaller(trx, principal);
  const [token] = await findTokens(trx, "all", [tokenId]);
  return token === undefined ? [] : exceeds(strengthOf(token), caller);
}

async function recordAccess(
  trx: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  token: OrganisationTokenRow,
  type: "access_token.access_withdrawn" | "access_token.access_restored",
  reason: string | null,
): Promise<void> {
  // One row is in both logs: the organisation's and the owner's.
  await recordActivity(trx, {
    type,
    userId: token.user_id,
    organisationId: organisation.id,
    actor: actorOf(principal),
    target: { type: "access_token", id: token.id, label: token.label },
    after: { organisation: organisation.name, ...(reason === null ? {} : { reason }) },
    client: principal.client,
  });
}
