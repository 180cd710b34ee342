import { v7 as uuidv7 } from "uuid";
import { countActiveTokensForChange, findToken, insertToken, replaceLimits } from "@/db/access-token";
import type { Db } from "@/db/database";
import { copyWithdrawals } from "@/db/token-access";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { tellTokenCreated } from "@/lib/notice/tell";
import { type Principal, userIdOf } from "@/lib/principal";
import { isFresh } from "@/lib/session/reauthenticate";
import { factsForActivity } from "./activity";
import { holdCaller } from "./caller";
import type { CreateTokenInput } from "./input";
import { type TokenJson, tokenJson } from "./json";
import type { Limit } from "./limit";
import { refuseLimits } from "./limit-exists";
import {
  ACTIVE_TOKENS_PER_USER,
  exceeds,
  FULL_STRENGTH,
  needsFreshProof,
  refuseExpiration,
  type Strength,
} from "./policy";
import { canonicalScopes } from "./scope";
import { writeSecret } from "./write-secret";

export type CreateTokenResult =
  /** `secret` is here and nowhere else: only its digest is stored. */
  | { status: "created"; token: TokenJson; secret: string }
  | { status: "invalid"; fields: Record<string, string[]> }
  /** The calling token would make one stronger than itself, in these fields. */
  | { status: "exceeds_caller"; fields: string[] }
  /** Full access or no expiration, and the last proof of identity is older than ten minutes. */
  | { status: "reauthentication_required" }
  | { status: "limit_reached"; limit: number };

/**
 * Make a personal token for the principal's owner. Never more than the caller: a token makes only tokens within itself, and
 * what the input leaves out is its own. The row, its secret and its activity are one transaction, or none is there.
 */
export async function createToken(db: Db, principal: Principal, input: CreateTokenInput): Promise<CreateTokenResult> {
  const userId = userIdOf(principal);
  // An organisation's token acts for no person: there is nobody whose personal token it could make.
  if (userId === undefined) return { status: "exceeds_caller", fields: [] };

  const wanted = wantedStrength(principal, input);
  const refusal = refuseExpiration(wanted.expiresAt, principal.now);
  if (refusal !== undefined) return { status: "invalid", fields: { expiration_date: [refusal] } };
  // Limits that are inherited stay, whatever became of what they name.
  const limitRefusals = input.limits == null ? [] : await refuseLimits(db, principal, wanted.limits);
  if (limitRefusals.length > 0) return { status: "invalid", fields: { limits: limitRefusals } };

  if (principal.type === "session" && needsFreshProof(wanted) && !isFresh(principal)) {
    return { status: "reauthentication_required" };
  }

  return await db.transaction().execute(async (trx): Promise<CreateTokenResult> => {
    const beyond = exceeds(wanted, await holdCaller(trx, principal));
    if (beyond.length > 0) return { status: "exceeds_caller", fields: beyond };
    if ((await countActiveTokensForChange(trx, userId)) >= ACTIVE_TOKENS_PER_USER) {
      return { status: "limit_reached", limit: ACTIVE_TOKENS_PER_USER };
    }
    return await writeToken(trx, principal, userId, input, wanted);
  });
}

function wantedStrength(principal: Principal, input: CreateTokenInput): Strength {
  const caller = principal.type === "token" ? principal.token : FULL_STRENGTH;
  return {
    scopes: canonicalScopes(input.scopes ?? caller.scopes),
    ...(input.limits === undefined
      ? { reach: caller.reach, limits: caller.limits }
      : { reach: input.limits === null ? "everything" : "limited", limits: input.limits ?? [] }),
    expiresAt: input.expiration_date === undefined ? caller.expiresAt : input.expiration_date,
    allowedNetworks: input.allowed_networks === undefined ? caller.allowedNetworks : input.allowed_networks,
    mayRotateItself: input.may_rotate_itself,
  };
}

async function writeToken(
  trx: Db,
  principal: Principal,
  userId: string,
  input: CreateTokenInput,
  wanted: Strength,
): Promise<CreateTokenResult> {
  const id = uuidv7();
  const actor = actorOf(principal);
  await insertToken(trx, {
    id,
    kind: "pat",
    user_id: userId,
    label: input.label,
    purpose: input.purpose,
    description: input.description,
    scopes: [...wanted.scopes],
    reach: wanted.reach,
    allowed_networks: wanted.allowedNetworks === null ? null : [...wanted.allowedNetworks],
    may_rotate_itself: wanted.mayRotateItself,
    expires_at: wanted.expiresAt,
    created_by_user_id: userId,
    created_by_token_id: actor.tokenId ?? null,
  });
  await replaceLimits(trx, id, limitRows(id, wanted.limits));
  // What a token is kept out of, it lets nothing else into.
  if (principal.type === "token") await copyWithdrawals(trx, principal.token.id, id);

  const secret = await writeSecret(trx, principal, { id, kind: "pat" }, { state: "current" });

  const row = await findToken(trx, { userId }, id);
  if (row === undefined) throw new Error("a token that was just written cannot be read");
  await recordActivity(trx, {
    type: "access_token.created",
    userId,
    actor,
    target: { type: "access_token", id, label: input.label },
    after: factsForActivity(row),
    client: principal.client,
  });
  await tellTokenCreated(trx, principal, row);
  return { status: "created", token: tokenJson(row), secret };
}

/** Rows for a token's limits. */
export function limitRows(tokenId: string, limits: readonly Limit[]) {
  return limits.map((limit) => ({
    id: uuidv7(),
    token_id: tokenId,
    organisation_id: limit.organisationId,
    application_id: limit.applicationId,
    environment_id: limit.environmentId,
  }));
}
