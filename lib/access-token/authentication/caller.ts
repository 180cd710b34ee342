import { comesFrom } from "@/db/access-token/revoke";
import { lockOrganisationOf, lockTokens, seesToken, type TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { strengthOf } from "@/lib/access-token/strength";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { Principal } from "@/lib/authorization/principal";
import { exceeds, FULL_STRENGTH, PLATFORM_STRENGTH, type Strength } from "@/lib/authorization/strength";
import { lockPrincipal } from "@/lib/organisation/lock";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { lockSession } from "@/lib/session/lock";

/** A principal as it is now, locked until the transaction ends, and its strength. */
export type LockedCaller = { principal: Principal; caller: Strength };

/**
 * Lock a caller that makes or changes tokens: until the transaction ends nobody revokes or narrows its token, or lowers its
 * role in the organisation concerned. Without it, a token that is revoked as leaked could leave behind one that it makes at the
 * same moment.
 * @param organisationId the organisation whose token it is about; null or left out for a personal one
 * @throws CallerEnded
 */
export async function lockCaller(trx: Db, principal: Principal, organisationId?: string | null): Promise<LockedCaller> {
  const isAboutOrganisation = organisationId !== undefined && organisationId !== null;
  if (principal.type === "session") {
    if (!isAboutOrganisation) return { principal, caller: FULL_STRENGTH };
    const platform = ownedPlatform(principal);
    const held = await lockPrincipal(trx, principal, platform ? [organisationId, platform.id] : [organisationId]);
    return { principal: held, caller: ownedPlatform(held) ? PLATFORM_STRENGTH : FULL_STRENGTH };
  }
  const fresh = await lockPrincipal(trx, principal, isAboutOrganisation ? [organisationId] : []);
  const { scopes, reach, limits, expires_at, allowed_networks, may_rotate_itself, acts_as } = fresh.token;
  const role = fresh.organisations.find(({ id }) => id === organisationId)?.role;
  const owner = fresh.owner.type === "organisation" ? fresh.owner.id : null;
  const strength = { scopes, reach, limits, expires_at, allowed_networks, may_rotate_itself, organisation_id: owner };
  return { principal: fresh, caller: { ...strength, acts_as: role ?? acts_as } };
}

/**
 * Lock the token that is to change and, where a token calls, that one too; otherwise as `lockCaller`. Before one of an
 * organisation's the organisation is locked, as by all that changes its people and teams.
 * @returns undefined, and no token is locked, when the principal does not see the token, or its session was ended meanwhile
 * @throws CallerEnded
 */
export async function lockForChange(trx: Db, principal: Principal, id: string): Promise<LockedCaller | undefined> {
  if (!(await seesToken(trx, visibilityOf(principal), id))) return undefined;
  if (principal.type === "session" && !(await lockSession(trx, principal))) return undefined;
  await lockOrganisationOf(trx, id);
  const locked = await lockTokens(trx, principal.type === "token" ? [id, principal.token.id] : [id]);
  // The database returns ids in lower case, whatever case was asked for.
  return await lockCaller(trx, principal, locked.find((token) => token.id === id.toLowerCase())?.organisation_id);
}

export type RotationRefusal =
  | { status: "not_rotatable"; detail: string }
  /** A token asked to rotate itself, and its owner did not allow that. */
  | { status: "itself_not_allowed" }
  /** A token asked to rotate an ancestor that may not rotate itself: a descendant must not do that for it. */
  | { status: "maker_not_allowed" }
  /** In these fields the token is more than the calling one. */
  | { status: "exceeds_caller"; fields: string[] };

/**
 * Why the principal may not change the secrets of a token that it sees; undefined when it may. The receiver of a secret is as
 * strong as its token, so a token rotates only tokens within it, and itself only with its owner's permission and its current
 * secret. Call it under the token's lock.
 * @param caller of what `lockForChange` returned
 */
export async function refuseRotation(
  trx: Db,
  principal: Principal,
  caller: Strength,
  row: TokenRow,
): Promise<RotationRefusal | undefined> {
  if (principal.type === "token") {
    if (principal.token.id === row.id) {
      if (!row.may_rotate_itself) return { status: "itself_not_allowed" };
      const used = row.secrets.find((secret) => secret.id === principal.secret.id);
      // A client with the old secret, or someone who found it, must not end the new one.
      if (used?.state !== "current") {
        return { status: "not_rotatable", detail: "The secret in use is being replaced: use the token's new secret." };
      }
    } else {
      const beyond = exceeds(strengthOf(row), caller);
      if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
      if (!row.may_rotate_itself && (await comesFrom(trx, principal.token.id, row.id))) {
        return { status: "maker_not_allowed" };
      }
    }
  }
  if (row.status === "revoked") return { status: "not_rotatable", detail: "A revoked token can't be rotated." };
  if (row.status === "expired") {
    return { status: "not_rotatable", detail: "An expired token can't be rotated. Its owner can extend it first." };
  }
  return undefined;
}
