import { lockLimitTargets } from "@/db/access-token/limit-target";
import { comesFrom } from "@/db/access-token/revoke";
import { endOverlapBy } from "@/db/access-token/secret";
import { findToken, newExpiration, replaceLimits, type TokenRow, updateToken } from "@/db/access-token/token";
import type { Db, RowChange } from "@/db/database";
import { covers, touchesOrganisation } from "@/lib/authorization/limit";
import type { Principal, TokenPrincipal } from "@/lib/authorization/principal";
import { canonicalScopes } from "@/lib/authorization/scope";
import { exceeds, expiresLater, type Strength } from "@/lib/authorization/strength";
import { refuseBeyondSunset } from "@/lib/imported-token/refuse-beyond-sunset";
import { isFresh } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { reachedLimit } from "./active-limit";
import { factsChanged } from "./activity/facts";
import { recordTokenActivity } from "./activity/record";
import { refuseAssignment, refuseOrganisationToken } from "./assignment";
import { type LockedCaller, lockForChange } from "./authentication/caller";
import { limitRows } from "./create";
import { textsOf } from "./fields";
import { refuseVerify } from "./grant-verify";
import type { EditTokenInput } from "./input";
import { type TokenJson, tokenJson } from "./json";
import { EXTENDABLE_FOR_DAYS, isExtendable, refuseExpiration } from "./lifetime/lifetime";
import { refuseLimits } from "./reach/limit-exists";
import { refuseEditByPolicy } from "./refuse-policy";
import { strengthOf } from "./strength";
import { ownersOf, visibilityOf } from "./visibility";

export type EditTokenResult =
  | { status: "edited"; token: TokenJson }
  | { status: "not_found" }
  | { status: "invalid"; fields: Record<string, string[]> }
  /** Revoked tokens are history; an expired one can only be extended, and that for 30 days. */
  | { status: "not_editable"; detail: string }
  | { status: "exceeds_caller"; fields: string[] }
  /** It would become stronger or live longer, and the last proof of identity is older than ten minutes. */
  | { status: "reauthentication_required" }
  | { status: "limit_reached"; limit: number };

/** Change a token in place; its secret stays, and what is narrowed is narrow from the next request on. @throws CallerEnded */
export async function editToken(
  db: Db,
  principal: Principal,
  id: string,
  input: EditTokenInput,
): Promise<EditTokenResult> {
  return await write(db, principal, async (trx) => await editTokenWithin(trx, principal, id, input));
}

/** `editToken` within a transaction, for a verb that decides about the input under the token's lock. */
export async function editTokenWithin(
  trx: Db,
  principal: Principal,
  id: string,
  input: EditTokenInput,
): Promise<EditTokenResult> {
  const locked = await lockForChange(trx, principal, id);
  if (locked === undefined) return { status: "not_found" };
  // Targets that are gone are no longer among the token's own limits; existing ones stay until the transaction ends.
  if (input.limits != null) await lockLimitTargets(trx, input.limits);
  const before = await findToken(trx, visibilityOf(locked.principal), id);
  if (before === undefined) return { status: "not_found" };
  const wanted = wantedStrength(before, input);
  const assigned = assignmentAfter(before, input);
  const refusal = await refuse(trx, locked, { before, wanted, assigned }, input);
  if (refusal !== undefined) return refusal;

  const isRedated = wanted.expires_at?.getTime() !== before.expires_at?.getTime();
  const redated = isRedated ? newExpiration(wanted.expires_at) : {};
  await updateToken(trx, id, { ...columns(input, wanted), ...assigned, ...redated });
  if (isRedated && wanted.expires_at !== null) await endOverlapBy(trx, id, wanted.expires_at);
  if (input.limits !== undefined) await replaceLimits(trx, id, limitRows(id, wanted.limits));
  const after = await findToken(trx, ownersOf(before), id);
  if (after === undefined) throw new Error("a token that was just edited cannot be read");
  const changed = factsChanged(before, after);
  if (changed !== undefined) {
    await recordTokenActivity(trx, principal, after, { type: "access_token.edited", ...changed });
  }
  return { status: "edited", token: tokenJson(after) };
}

async function refuse(
  trx: Db,
  { principal, caller }: LockedCaller,
  { before, wanted, assigned }: { before: TokenRow; wanted: Strength; assigned: AssignmentColumns },
  input: EditTokenInput,
): Promise<Exclude<EditTokenResult, { status: "edited" }> | undefined> {
  if (before.status === "revoked") return { status: "not_editable", detail: "A revoked token can't be edited." };
  const extends_ = expiresLater(wanted.expires_at, before.expires_at);
  if (before.status === "expired") {
    const refusal = refuseRevival(before, extends_, principal.now);
    if (refusal !== undefined) return { status: "not_editable", detail: refusal };
  }
  if (input.expiration_date !== undefined) {
    const refusal =
      refuseExpiration(wanted.expires_at, principal.now) ?? (await refuseBeyondSunset(trx, before, wanted.expires_at));
    if (refusal !== undefined) return { status: "invalid", fields: { expiration_date: [refusal] } };
  }
  if (input.limits != null) {
    // Limits that it had before may stay, even if their target is gone: they grant nothing.
    const kept = strengthOf(before).limits;
    const added = wanted.limits.filter((limit) => !kept.some((other) => covers(other, limit) && covers(limit, other)));
    const refusals = await refuseLimits(trx, principal, added, before.organisation_id);
    if (refusals.length > 0) return { status: "invalid", fields: { limits: refusals } };
  }

  const fields = {
    ...(await refuseEditByPolicy(trx, principal, before, input, wanted)),
    ...(await refuseAssigned(trx, principal, before, wanted, assigned, input)),
    ...refuseVerify(principal, before.organisation_id, wanted.scopes, before.scopes),
  };
  if (Object.keys(fields).length > 0) return { status: "invalid", fields };

  if (principal.type === "token") {
    // One that lives longer may be seen. It is not shortened either, so that its secret could be replaced afterwards.
    if (expiresLater(before.expires_at, caller.expires_at)) {
      return { status: "exceeds_caller", fields: ["expiration_date"] };
    }
    const beyond = opensRefused(principal, before, wanted) ? ["limits"] : exceeds(wanted, caller);
    if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
    // A token's descendant must not widen it, which it could not do itself.
    const widened = exceeds(wanted, strengthOf(before));
    if (widened.length > 0 && (await comesFrom(trx, principal.token.id, before.id))) {
      return { status: "exceeds_caller", fields: widened };
    }
  } else if (exceeds(wanted, strengthOf(before)).length > 0 && !isFresh(principal)) {
    return { status: "reauthentication_required" };
  }

  const isCounted = before.status === "expired" && before.imported_at === null;
  const limit = isCounted ? await reachedLimit(trx, before) : undefined;
  return limit === undefined ? undefined : { status: "limit_reached", limit };
}

/** Whether a token would give another one access to an organisation where its own is withdrawn or blocked. */
function opensRefused(principal: TokenPrincipal, before: TokenRow, wanted: Strength): boolean {
  if (principal.token.id === before.id) return false;
  const present = strengthOf(before);
  return principal.refusedOrganisations.some(
    ({ id }) => touchesOrganisation(wanted, id) && !touchesOrganisation(present, id),
  );
}

/** Errors about the token's assignment and role; only about what the input changes. */
async function refuseAssigned(
  trx: Db,
  principal: Principal,
  before: TokenRow,
  wanted: Strength,
  assigned: AssignmentColumns,
  input: EditTokenInput,
): Promise<Record<string, string[]>> {
  if (before.organisation_id === null) return refuseAssignment(input);
  // A form sends everything: an unchanged value was allowed when it was set.
  const isChanged =
    (input.acts_as ?? before.acts_as) !== before.acts_as ||
    assigned.team_id !== before.team_id ||
    assigned.application_id !== before.application_id ||
    assigned.workflow !== before.workflow;
  const organisation = principal.organisations.find(({ id }) => id === before.organisation_id);
  if (!(isChanged || input.limits !== undefined) || organisation === undefined) return {};
  const { team_id: team, application_id: application, workflow } = assigned;
  return await refuseOrganisationToken(trx, principal, organisation, { team, application, workflow }, wanted);
}

type AssignmentColumns = { team_id: string | null; application_id: string | null; workflow: string | null };

/** Its new assignment: assigning it to one thing removes the previous assignment. */
function assignmentAfter(before: TokenRow, input: EditTokenInput): AssignmentColumns {
  const isGiven = [input.team, input.application, input.workflow].some(
    (value) => value !== undefined && value !== null,
  );
  const kept = <Value>(value: Value | null) => (isGiven ? null : value);
  return {
    team_id: input.team === undefined ? kept(before.team_id) : input.team,
    application_id: input.application === undefined ? kept(before.application_id) : input.application,
    workflow: input.workflow === undefined ? kept(before.workflow) : input.workflow,
  };
}

function refuseRevival(before: TokenRow, extends_: boolean, now: Date): string | undefined {
  if (!extends_) return "You can only extend an expired token, with a later expiration date.";
  if (before.expires_at !== null && !isExtendable(before.expires_at, now)) {
    return `The token expired more than ${EXTENDABLE_FOR_DAYS} days ago and can no longer be extended.`;
  }
  return undefined;
}

function wantedStrength(before: TokenRow, input: EditTokenInput): Strength {
  const present = strengthOf(before);
  return {
    scopes: input.scopes === undefined ? present.scopes : canonicalScopes(input.scopes),
    ...(input.limits === undefined
      ? { reach: present.reach, limits: present.limits }
      : { reach: input.limits === null ? "everything" : "limited", limits: input.limits ?? [] }),
    expires_at: input.expiration_date === undefined ? present.expires_at : input.expiration_date,
    allowed_networks: input.allowed_networks === undefined ? present.allowed_networks : input.allowed_networks,
    may_rotate_itself: input.may_rotate_itself ?? present.may_rotate_itself,
    organisation_id: present.organisation_id,
    acts_as: input.acts_as !== undefined && present.organisation_id !== null ? input.acts_as : present.acts_as,
  };
}

function columns(input: EditTokenInput, wanted: Strength): RowChange<"access_token"> {
  const { purpose } = input;
  return {
    ...textsOf(input),
    ...(purpose === undefined ? {} : { purpose }),
    // Always written, so that the statement is never empty; unchanged where the input did not name them.
    scopes: [...wanted.scopes],
    reach: wanted.reach,
    allowed_networks: wanted.allowed_networks === null ? null : [...wanted.allowed_networks],
    may_rotate_itself: wanted.may_rotate_itself,
    acts_as: wanted.acts_as === "owner" ? null : wanted.acts_as,
  };
}
