import { markAuthenticated } from "@/db/account/session";
import { findUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import type { Principal, SessionPrincipal } from "@/lib/authorization/principal";
import { verifyPassword } from "@/lib/password/hash";
import { write } from "@/lib/write";
import { type SlowDown, startAttempt } from "./throttle";
import { recordWrongPassword } from "./wrong-password";

/** How long after a proof of identity sensitive things need no new one. */
const FRESH_MS = 10 * 60 * 1000;

/** Whether the person proved who they are within the last ten minutes, by the database's clock. */
export function isFresh(principal: SessionPrincipal): boolean {
  return principal.now.getTime() - principal.session.authenticatedAt.getTime() < FRESH_MS;
}

/** The person's last proof of identity is older than ten minutes: nothing was changed. */
export type ProofRequired = { status: "reauthentication_required" };

/**
 * Whether the caller has to prove their identity before something sensitive: a person whose last proof is not fresh. Never a
 * token, which is limited by its strength.
 */
export function needsProof(principal: Principal): boolean {
  return principal.type === "session" && !isFresh(principal);
}

export type ConfirmResult = { status: "confirmed" } | { status: "wrong_password" } | SlowDown | { status: "use_oidc" };

/**
 * Check the password of the signed-in person, and make the session fresh when it is right. Wrong ones count, and slow down, as
 * at sign-in, and are recorded with the purpose `what`. `use_oidc`: the account has no password; lead to a fresh sign-in at the
 * provider.
 */
export async function confirmPassword(
  db: Db,
  principal: SessionPrincipal,
  password: string,
  what: "user.proof_refused" | "user.password_change_refused" = "user.proof_refused",
): Promise<ConfirmResult> {
  const user = await findUser(db, principal.user.id);
  if (user === undefined || user.password_hash === null) return { status: "use_oidc" };
  const attempt = await startAttempt(db, user.email, principal.client.address);
  if (attempt.status === "slow_down") return attempt;
  if (!(await verifyPassword(user.password_hash, password))) {
    // A form that asks for it for the first time may send none.
    if (password !== "") await recordWrongPassword(db, what, user, principal.client);
    return { status: "wrong_password" };
  }
  await write(db, principal, async (trx) => {
    await attempt.succeeded(trx);
    await markAuthenticated(trx, principal.session.id, "password");
  });
  return { status: "confirmed" };
}
