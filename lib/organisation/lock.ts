import { type AuthenticationRow, findSecretForAuthenticationById } from "@/db/access-token/authentication";
import { holdToken } from "@/db/access-token/token";
import { findLiveSession } from "@/db/account/session";
import type { Db } from "@/db/database";
import { lockMembership, lockOrganisation } from "@/db/organisation/organisation";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { principalOfRow } from "@/lib/access-token/authentication/principal-of-row";
import type { Permission } from "@/lib/authorization/permission";
import type { Principal } from "@/lib/authorization/principal";
import { principalOfSession } from "@/lib/session/check-session";
import { authorizeIn, type OrganisationAuthorization } from "./authorize";

/**
 * Check the principal as it is now, and lock that until the transaction ends: nobody lowers its role, removes it, or revokes
 * and narrows its token meanwhile. Every verb that changes something in an organisation begins with it. Takes a share lock of
 * the membership's row: a verb that changes memberships locks the organisation first (`lockOrganisationFor`).
 * @returns the fresh principal with the authorization: decide by that, not by the one that came with the request
 * @throws CallerEnded
 */
export async function authorizeForChange<Given extends Principal>(
  trx: Db,
  principal: Given,
  organisationId: string,
  permission: Permission,
): Promise<{ authorization: OrganisationAuthorization; principal: Given }> {
  // Checked without a lock first: a caller who may not do it keeps nobody waiting.
  const authorization = authorizeIn(principal, organisationId, permission);
  if (authorization.status !== "allowed") return { authorization, principal };
  const fresh = await lockPrincipal(trx, principal, [organisationId]);
  return { authorization: authorizeIn(fresh, organisationId, permission), principal: fresh };
}

/**
 * `authorizeForChange` for a verb that changes the people or the rules of an organisation: the organisation is locked first, so
 * that such changes are serialised.
 */
export async function lockOrganisationFor<Given extends Principal>(
  trx: Db,
  principal: Given,
  organisationId: string,
  permission: Permission,
): Promise<{ authorization: OrganisationAuthorization; principal: Given }> {
  const authorization = authorizeIn(principal, organisationId, permission);
  if (authorization.status !== "allowed") return { authorization, principal };
  await lockOrganisation(trx, organisationId);
  return await authorizeForChange(trx, principal, organisationId, permission);
}

/**
 * Lock a principal for a change that concerns several organisations, or none yet: the principal as it is now, with its
 * memberships in these locked.
 */
export async function lockPrincipal<Given extends Principal>(
  trx: Db,
  principal: Given,
  organisationIds: readonly string[],
): Promise<Given> {
  if (principal.type === "token") await holdToken(trx, principal.token.id);
  const userId = principal.type === "session" ? principal.user.id : ownerId(principal);
  if (userId !== undefined) await lockMembership(trx, userId, organisationIds);
  const fresh = principal.type === "session" ? await freshSession(trx, principal) : await freshToken(trx, principal);
  // The kind of principal stays what it was, which the compiler cannot know.
  return fresh as Given;
}

function ownerId(principal: Extract<Principal, { type: "token" }>): string | undefined {
  return principal.owner.type === "user" ? principal.owner.id : undefined;
}

async function freshSession(trx: Db, principal: Extract<Principal, { type: "session" }>): Promise<Principal> {
  const row = await findLiveSession(trx, principal.session.id);
  // Signed out meanwhile: the change continues as a member of no organisation.
  if (row === undefined) return { ...principal, organisations: [] };
  return { ...principalOfSession(row, principal.client), now: principal.now };
}

async function freshToken(trx: Db, principal: Extract<Principal, { type: "token" }>): Promise<Principal> {
  const row = await findSecretForAuthenticationById(trx, principal.secret.id);
  if (row === undefined || row.user_deactivated_at !== null || hasEnded(row)) throw new CallerEnded();
  return { ...principalOfRow(row, principal.client), now: principal.now };
}

/** Whether the token, its secret, or one that it comes from was ended. That it expires meanwhile ends no change that has begun. */
function hasEnded({ revoked_at, retires_at, maker_leaked_at, now }: AuthenticationRow): boolean {
  return revoked_at !== null || maker_leaked_at !== null || (retires_at !== null && retires_at <= now);
}
