import { z } from "zod";
import { findSignInPlaces, insertSession } from "@/db/account/session";
import { findUserByEmail, lockUser } from "@/db/account/user";
import type { Db, Row } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { notifyNewSignIn } from "@/lib/notice/notify/notify";
import { verifyPassword } from "@/lib/password/hash";
import { typedPassword, UNTYPABLE } from "@/lib/password/input";
import { isNewPlace } from "./new-place";
import { type SlowDown, startAttempt } from "./throttle";
import { recordWrongPassword } from "./wrong-password";

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .min(1, "Enter your e-mail address.")
    .max(254, "This is too long for an e-mail address.")
    // PostgreSQL's text takes no NUL, and no address has one.
    .refine((email) => !email.includes("\0"), UNTYPABLE),
  password: typedPassword,
});

export type SignInResult = { status: "signed_in"; sessionId: string } | { status: "wrong" } | SlowDown;

/** What `/login/again` answers, as JSON. */
export type SignInAgainResult =
  | { status: "signed_in" | "invalid" | "wrong" }
  | { status: "slow_down"; waitSeconds: number };

/**
 * Sign in with a password. An unknown e-mail address, a deactivated account and one without password are answered like a wrong
 * password, after the same work. After too many failures everyone has to wait, even with the right password.
 */
export async function signIn(db: Db, input: z.output<typeof signInInput>, client: Client): Promise<SignInResult> {
  const attempt = await startAttempt(db, input.email, client.address);
  if (attempt.status === "slow_down") return attempt;
  const user = await findUserByEmail(db, input.email);
  const hash = user?.deactivated_at === null ? user.password_hash : null;
  const verified = await verifyPassword(hash, input.password);
  if (user === undefined || !verified) {
    await recordWrongPassword(db, "user.sign_in_refused", user ?? null, client);
    return { status: "wrong" };
  }
  return await db.transaction().execute(async (trx): Promise<SignInResult> => {
    // A change of the password ends existing sessions: none may begin with the old one after it.
    const present = await lockUser(trx, user.id);
    if (present?.password_hash !== hash || present.deactivated_at !== null) return { status: "wrong" };
    await attempt.succeeded(trx);
    return { status: "signed_in", sessionId: await startSession(trx, user, "password", client) };
  });
}

/**
 * Begin a session of someone who has proved their identity. Give it a transaction.
 * @param authenticatedAt when that was, if it was before this moment
 * @returns the session's id
 */
export async function startSession(
  trx: Db,
  user: { id: string; email: string },
  method: Row<"session">["method"],
  client: Client,
  authenticatedAt: Date | null = null,
): Promise<string> {
  const { address, userAgent: user_agent } = client;
  const places = await findSignInPlaces(trx, user.id);
  const sessionId = await insertSession(trx, { user_id: user.id, method, address, user_agent }, authenticatedAt);
  await recordActivity(trx, {
    type: "user.signed_in",
    userId: user.id,
    actor: { userId: user.id },
    target: { type: "user", id: user.id, label: user.email },
    after: { method },
    client,
  });
  if (isNewPlace(places, client)) await notifyNewSignIn(trx, user.id, sessionId, client);
  return sessionId;
}
