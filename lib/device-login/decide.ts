import { lockPendingLogin, markAllowed, markRefused } from "@/db/account/device-login";
import type { Db } from "@/db/database";
import { authorizeNewToken, type CreateTokenResult, checkNewToken } from "@/lib/access-token/create";
import { recordActivity } from "@/lib/activity/record";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { lockSession } from "@/lib/session/lock";
import { needsProof } from "@/lib/session/reauthenticate";
import type { SlowDown } from "@/lib/session/throttle";
import { write } from "@/lib/write";
import { parseUserCode, userCodeDigest } from "./code";
import { startGuess } from "./throttle";
import { type AllowedInput, allowedJson, labelOf, tokenInput } from "./token-input";

export type AllowLoginResult =
  /** The device gets its token with its next request. */
  | { status: "allowed" }
  /** Mistyped, expired, or decided about already: this does not tell which. */
  | { status: "unknown_code" }
  | SlowDown
  /** As for a token that is made in the dashboard; of any strength, it needs a proof of identity from the last ten minutes. */
  | Exclude<CreateTokenResult, { status: "created" }>;

/**
 * Allow the login that waits under a code: its device gets a token of the signed-in person's. Everything that is asked of a new token is
 * asked now, and again when it is made.
 */
export async function allowLogin(
  db: Db,
  principal: SessionPrincipal,
  { typed, ...input }: AllowedInput & { typed: string },
): Promise<AllowLoginResult> {
  return await decide<AllowLoginResult>(db, principal, typed, async (trx, login) => {
    if (needsProof(principal)) return { status: "reauthentication_required" };
    const token = tokenInput(input, { deviceName: login.device_name, now: principal.now });
    const checked = await checkNewToken(trx, principal, token);
    if (checked.status === "invalid") return checked;
    const allowed = await authorizeNewToken(trx, principal, token, checked.wanted, { kind: "cli", isProved: false });
    if (allowed.status !== "allowed") return allowed;
    await markAllowed(trx, login.id, decisionOf(principal), allowedJson(input));
    return { status: "allowed" };
  });
}

export type RefuseLoginResult = { status: "refused_login" } | { status: "unknown_code" } | SlowDown;

/** Refuse the login that waits under a code, for good. */
export async function refuseLogin(db: Db, principal: SessionPrincipal, typed: string): Promise<RefuseLoginResult> {
  return await decide<RefuseLoginResult>(db, principal, typed, async (trx, login) => {
    await markRefused(trx, login.id, decisionOf(principal));
    return { status: "refused_login" };
  });
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockPendingLogin>>>;

/** Decide about a login under its lock. Another code than one that waits is a guess. */
async function decide<Result extends { status: string }>(
  db: Db,
  principal: SessionPrincipal,
  typed: string,
  run: (trx: Db, login: Locked) => Promise<Result>,
): Promise<Result | { status: "unknown_code" } | SlowDown> {
  const attempt = await startGuess(db, principal);
  if (attempt.status === "slow_down") return attempt;
  const userCode = parseUserCode(typed);
  if (userCode === undefined) return { status: "unknown_code" };
  return await write(db, principal, async (trx): Promise<Result | { status: "unknown_code" }> => {
    // Before the login's row: whoever closes an account waits for what its sessions do.
    if (!(await lockSession(trx, principal))) return { status: "unknown_code" };
    const login = await lockPendingLogin(trx, userCodeDigest(userCode));
    if (login === undefined) return { status: "unknown_code" };
    await attempt.succeeded(trx);
    const result = await run(trx, login);
    await recordDecision(trx, principal, login, result.status);
    return result;
  });
}

const ACTIVITY: Readonly<Record<string, string>> = {
  allowed: "device_login.allowed",
  refused_login: "device_login.refused",
};

async function recordDecision(trx: Db, principal: SessionPrincipal, login: Locked, status: string): Promise<void> {
  const type = ACTIVITY[status];
  if (type === undefined) return;
  await recordActivity(trx, {
    type,
    userId: principal.user.id,
    actor: { userId: principal.user.id },
    target: { type: "device_login", id: login.id, label: labelOf(login.device_name) },
    after: { address: login.address },
    client: principal.client,
  });
}

function decisionOf({ user, session }: SessionPrincipal) {
  return { userId: user.id, sessionId: session.id };
}
