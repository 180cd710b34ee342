import { v7 as uuidv7 } from "uuid";
import { lockLimitTargets } from "@/db/access-token/limit-target";
import { insertNewToken } from "@/db/access-token/new-token";
import { insertLimits } from "@/db/access-token/token";
import type { Db, NewRow } from "@/db/database";
import { lockOrganisation } from "@/db/organisation/organisation";
import { actorOf } from "@/lib/activity/record";
import { type Limit, touchesOrganisation } from "@/lib/authorization/limit";
import { type Principal, type Starter, userIdOf } from "@/lib/authorization/principal";
import { canonicalScopes, VERIFY } from "@/lib/authorization/scope";
import { type ActsAs, exceeds, FULL_STRENGTH, needsFreshProof, type Strength } from "@/lib/authorization/strength";
import { notifyTokenCreated } from "@/lib/notice/notify/notify";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockSession } from "@/lib/session/lock";
import { isFresh } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { reachedLimit } from "./active-limit";
import { factsForActivity } from "./activity/facts";
import { recordTokenActivity } from "./activity/record";
import { refuseAssignment, refuseOrganisationToken } from "./assignment";
import { type LockedCaller, lockCaller } from "./authentication/caller";
import { textsOf } from "./fields";
import { refuseVerify } from "./grant-verify";
import type { CreateTokenInput } from "./input";
import { type TokenJson, tokenJson } from "./json";
import { refuseExpiration } from "./lifetime/lifetime";
import { refuseLimits } from "./reach/limit-exists";
import { refuseNewByPolicy } from "./refuse-policy";
import { newSecret } from "./secret/write";

export type CreateTokenResult =
  /** `secret` is here and nowhere else: only its digest is stored. */
  | { status: "created"; token: TokenJson; secret: string }
  | { status: "invalid"; fields: Record<string, string[]> }
  /** The calling token would make one stronger than itself, in these fields. */
  | { status: "exceeds_caller"; fields: string[] }
  /** Full access or no expiration, and the last proof of identity is older than ten minutes. */
  | { status: "reauthentication_required" }
  | { status: "limit_reached"; limit: number }
  /** The caller may create no token of this organisation. */
  | OrganisationRefusal;

/**
 * Make a token: a personal one for the principal's owner or, where the input names an organisation, one of that. Never more than
 * the caller: a token makes only tokens within itself, and what the input leaves out is its own. The row, its secret and its
 * activity are one transaction, or none is there.
 * @throws CallerEnded
 */
export async function createToken(db: Db, principal: Principal, input: CreateTokenInput): Promise<CreateTokenResult> {
  const checked = await checkNewToken(db, principal, input);
  if (checked.status === "invalid") return checked;
  return await write(db, principal, async (trx): Promise<CreateTokenResult> => {
    const allowed = await authorizeNewToken(trx, principal, input, checked.wanted);
    if (allowed.status !== "allowed") return allowed;
    return await writeToken(trx, principal, allowed.owner, input, allowed.wanted);
  });
}

/** How strong the token that the input makes would be, or what is wrong with the input itself. Locks nothing. */
export async function checkNewToken(
  db: Db,
  principal: Principal,
  input: CreateTokenInput,
): Promise<{ status: "checked"; wanted: Strength } | { status: "invalid"; fields: Record<string, string[]> }> {
  const wanted = wantedStrength(principal, input);
  const fields = input.organisation === undefined ? refuseAssignment(input) : {};
  const refusal = refuseExpiration(wanted.expires_at, principal.now);
  if (refusal !== undefined) fields.expiration_date = [refusal];
  // Inherited limits stay, even if what they name no longer exists.
  const limitRefusals =
    input.limits == null ? [] : await refuseLimits(db, principal, wanted.limits, input.organisation);
  if (limitRefusals.length > 0) fields.limits = limitRefusals;
  return Object.keys(fields).length > 0 ? { status: "invalid", fields } : { status: "checked", wanted };
}

/** What of a new token is not in its input. */
export type NewTokenTerms = {
  /** The kind of a personal one. */
  kind: "pat" | "cli";
  /** Its person has proved their identity as this very token asks for it, however long ago that is by now. */
  isProved: boolean;
};

type AllowedToken = { status: "allowed"; owner: NewOwner & AssignedTo; wanted: Strength };

/**
 * Whether the principal may make the token at this moment, and with which owner and strength `writeToken` writes it: locked until the
 * transaction ends.
 * @throws CallerEnded
 */
export async function authorizeNewToken(
  trx: Db,
  principal: Principal,
  input: CreateTokenInput,
  wanted: Strength,
  { kind, isProved }: NewTokenTerms = { kind: "pat", isProved: false },
): Promise<AllowedToken | Exclude<CreateTokenResult, { status: "created" }>> {
  const made = input.organisation === undefined ? ownersOwn(principal, kind) : organisationsOwn(input.organisation);
  if (made === undefined) return { status: "exceeds_caller", fields: [] };
  // A session that was ended while this request ran leaves no token behind.
  if (principal.type === "session" && !(await lockSession(trx, principal))) {
    return { status: "reauthentication_required" };
  }
  if (made.organisation_id !== null) {
    // Checked without a lock first: a caller who may not do it keeps nobody waiting.
    const authorization = authorizeIn(principal, made.organisation_id, "manage_organisation_tokens");
    if (authorization.status !== "allowed") return authorization;
    await lockOrganisation(trx, made.organisation_id);
  }
  const locked = await lockCaller(trx, principal, made.organisation_id);
  const assigned = await assign(trx, locked, made.organisation_id, input, wanted);
  if (assigned.status !== "assigned") return assigned;
  const ungranted = refuseVerify(locked.principal, made.organisation_id, wanted.scopes);
  if (Object.keys(ungranted).length > 0) return { status: "invalid", fields: ungranted };
  // Asked for the password only once everything else allows the token.
  if (principal.type === "session" && !isProved && needsFreshProof(wanted) && !isFresh(principal)) {
    return { status: "reauthentication_required" };
  }
  const beyond = touchesBlocked(locked.principal, wanted) ? ["limits"] : exceeds(wanted, locked.caller);
  if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
  const limit = await reachedLimit(trx, made);
  if (limit !== undefined) return { status: "limit_reached", limit };
  const limits = await lockLimitTargets(trx, wanted.limits);
  if (input.limits != null && limits.length < wanted.limits.length) {
    return { status: "invalid", fields: { limits: ["Something in the limits has just been deleted or moved."] } };
  }
  return { status: "allowed", owner: { ...made, ...assigned.to }, wanted: { ...wanted, limits } };
}

/** A token that a policy blocks in an organisation makes none that could be allowed there. */
function touchesBlocked(principal: Principal, wanted: Strength): boolean {
  if (principal.type === "session") return false;
  return principal.refusedOrganisations.some(
    ({ id, access }) => access !== "withdrawn" && touchesOrganisation(wanted, id),
  );
}

type NewOwner = Pick<NewRow<"access_token">, "kind"> & { user_id: string | null; organisation_id: string | null };
type AssignedTo = { team_id: string | null; application_id: string | null; workflow: string | null };

/** A personal token belongs to its owner. An organisation's token acts for no person, so it cannot make one. */
function ownersOwn(principal: Principal, kind: NewTokenTerms["kind"]): NewOwner | undefined {
  const userId = userIdOf(principal);
  return userId === undefined ? undefined : { kind, user_id: userId, organisation_id: null };
}

function organisationsOwn(organisationId: string): NewOwner {
  return { kind: "org", user_id: null, organisation_id: organisationId };
}

/**
 * The assignment of an organisation's token, once the caller may make one with that role and that assignment. A personal one
 * has none.
 */
async function assign(
  trx: Db,
  locked: LockedCaller,
  organisationId: string | null,
  input: CreateTokenInput,
  wanted: Strength,
): Promise<
  { status: "assigned"; to: AssignedTo } | { status: "invalid"; fields: Record<string, string[]> } | OrganisationRefusal
> {
  const { team = null, application = null, workflow = null } = input;
  if (organisationId !== null) {
    const authorization = authorizeIn(locked.principal, organisationId, "manage_organisation_tokens");
    if (authorization.status !== "allowed") return authorization;
    const assignment = { team, application, workflow };
    const fields = {
      ...(await refuseNewByPolicy(trx, locked.principal, authorization.organisation, input, wanted)),
      ...(await refuseOrganisationToken(trx, locked.principal, authorization.organisation, assignment, wanted)),
    };
    if (Object.keys(fields).length > 0) return { status: "invalid", fields };
  }
  return { status: "assigned", to: { team_id: team, application_id: application, workflow } };
}

function wantedStrength(principal: Principal, input: CreateTokenInput): Strength {
  const caller = principal.type === "token" ? principal.token : FULL_STRENGTH;
  const organisationId = input.organisation ?? null;
  const inherited =
    organisationId === null ? caller.limits : caller.limits.filter((limit) => limit.organisation_id === organisationId);
  return {
    // verify is never inherited: a token does not hand it on.
    scopes: canonicalScopes(input.scopes ?? caller.scopes.filter((scope) => scope !== VERIFY)),
    ...(input.limits === undefined
      ? { reach: caller.reach, limits: inherited }
      : { reach: input.limits === null ? "everything" : "limited", limits: input.limits ?? [] }),
    expires_at: input.expiration_date === undefined ? caller.expires_at : input.expiration_date,
    allowed_networks: input.allowed_networks === undefined ? caller.allowed_networks : input.allowed_networks,
    may_rotate_itself: input.may_rotate_itself,
    organisation_id: organisationId,
    acts_as: organisationId === null ? null : (input.acts_as ?? actsAsOf(principal) ?? "member"),
  };
}

function actsAsOf(principal: Principal): ActsAs | null {
  return principal.type === "token" ? principal.token.acts_as : null;
}

/** Write a token that may be made, with its secret, its activity and whom it is told. */
export async function writeToken(
  trx: Db,
  principal: Principal | Starter,
  owner: NewOwner & AssignedTo,
  input: CreateTokenInput,
  wanted: Strength,
): Promise<Extract<CreateTokenResult, { status: "created" }>> {
  const id = uuidv7();
  const actor = actorOf(principal);
  const token = {
    ...owner,
    id,
    acts_as: wanted.acts_as === "owner" ? null : wanted.acts_as,
    ...textsOf(input),
    purpose: input.purpose,
    scopes: [...wanted.scopes],
    reach: wanted.reach,
    allowed_networks: wanted.allowed_networks === null ? null : [...wanted.allowed_networks],
    may_rotate_itself: wanted.may_rotate_itself,
    expires_at: wanted.expires_at,
    created_by_user_id: userIdOf(principal) ?? null,
    created_by_token_id: actor.tokenId ?? null,
  };
  // That of a login by a device is in the answer to the device.
  const isShown = principal.type === "session" && owner.kind !== "cli";
  const { secret, row: secretRow } = newSecret(principal, { id, kind: owner.kind }, { state: "current", isShown });
  // A token grants no access where it has none itself.
  const makerId = principal.type === "token" ? principal.token.id : undefined;
  const made = await insertNewToken(trx, { token, secret: secretRow, makerId });
  const limits = limitRows(id, wanted.limits);
  await insertLimits(trx, limits);
  const row = { ...made, limits };
  await recordTokenActivity(trx, principal, row, { type: "access_token.created", after: factsForActivity(row) });
  await notifyTokenCreated(trx, principal, row);
  return { status: "created", token: tokenJson(row), secret };
}

/** Rows for a token's limits. */
export function limitRows(tokenId: string, limits: readonly Limit[]) {
  return limits.map((limit) => ({
    id: uuidv7(),
    token_id: tokenId,
    organisation_id: limit.organisation_id,
    application_id: limit.application_id,
    environment_id: limit.environment_id,
  }));
}
