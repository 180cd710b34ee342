import { countPoll, endAllowedLogin, lockAllowedLogin } from "@/db/account/device-login";
import { findLiveSession } from "@/db/account/session";
import { lockUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { authorizeNewToken, checkNewToken, writeToken } from "@/lib/access-token/create";
import type { TokenJson } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { codeDigest } from "@/lib/one-time-code/code";
import { principalOfSession } from "@/lib/session/check-session";
import { lockSession } from "@/lib/session/lock";
import { write } from "@/lib/write";
import { inTurn } from "./in-turn";
import { allowedInput, tokenInput } from "./token-input";

export type TakeTokenResult =
  /** `secret` is here and nowhere else: only its digest is stored. */
  | { status: "taken"; token: TokenJson; secret: string }
  | { status: "authorization_pending" }
  | { status: "slow_down" }
  /** The person refused it, or may not give it any more. */
  | { status: "access_denied" }
  | { status: "expired_token" }
  /** No such code, or its token was taken. */
  | { status: "invalid_grant" };

/**
 * What a device that asks for its token is answered. The token is made here, once, and as what was allowed: only while the person, the
 * session that allowed it and its password are what they were then, and everything that is asked of a new token still allows it.
 * @throws Busy @see RFC 8628 §3.5
 */
export async function takeToken(db: Db, deviceCode: string, client: Client): Promise<TakeTokenResult> {
  const login = await inTurn(() => countPoll(db, codeDigest(deviceCode)));
  if (login === undefined || login.state === "taken") return { status: "invalid_grant" };
  if (login.state === "refused") return { status: "access_denied" };
  if (login.is_expired) return { status: "expired_token" };
  if (login.is_too_fast) return { status: "slow_down" };
  if (login.state === "pending") return { status: "authorization_pending" };
  const session = login.session_id === null ? undefined : await findLiveSession(db, login.session_id);
  if (session === undefined) {
    await endAllowedLogin(db, login.id, "refused");
    return { status: "access_denied" };
  }
  const principal = principalOfSession(session, client);
  return await write(db, principal, async (trx) => await makeToken(trx, principal, login.id));
}

async function makeToken(trx: Db, principal: SessionPrincipal, id: string): Promise<TakeTokenResult> {
  // Before the login's row, as where it is decided about.
  const isSignedIn = await lockSession(trx, principal);
  const login = await lockAllowedLogin(trx, id);
  // Another request took it, while this one waited for it.
  if (login === undefined) return { status: "invalid_grant" };
  const deny = async (): Promise<TakeTokenResult> => {
    await endAllowedLogin(trx, id, "refused");
    return { status: "access_denied" };
  };
  const allowed = allowedInput.safeParse(login.allowed);
  if (!isSignedIn || !allowed.success) return await deny();
  const input = tokenInput(allowed.data, { deviceName: login.device_name, now: principal.now });
  const checked = await checkNewToken(trx, principal, input);
  if (checked.status === "invalid") return await deny();
  const outcome = await authorizeNewToken(trx, principal, input, checked.wanted, { kind: "cli", isProved: true });
  if (outcome.status !== "allowed") return await deny();
  const user = await lockUser(trx, principal.user.id);
  if (user === undefined || user.deactivated_at !== null || isLater(user.password_changed_at, login.decided_at)) {
    return await deny();
  }
  await endAllowedLogin(trx, id, "taken");
  const { token, secret } = await writeToken(trx, principal, outcome.owner, input, outcome.wanted);
  return { status: "taken", token, secret };
}

function isLater(moment: Date | null, than: Date | null): boolean {
  return moment !== null && than !== null && moment > than;
}
