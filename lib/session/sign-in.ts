import { z } from "zod";
import type { Db, Row } from "@/db/database";
import { insertSession } from "@/db/session";
import { findUserByEmail } from "@/db/user";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { verifyPassword } from "@/lib/password/hash";
import { typedPassword } from "@/lib/password/input";
import { type SlowDown, startAttempt } from "./throttle";

export const signInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254, "This is longer than an e-mail address."),
  password: typedPassword,
});

export type SignInResult = { status: "signed_in"; sessionId: string } | { status: "wrong" } | SlowDown;

/**
 * Sign in with a password. An unknown e-mail address, a deactivated account and one without password are answered like a
 * wrong password, after the same work. Too many failures make everybody wait, also with the right password.
 */
export async function signIn(db: Db, input: z.output<typeof signInInput>, client: Client): Promise<SignInResult> {
  const attempt = await startAttempt(db, input.email, client.address);
  if (attempt.status === "slow_down") return attempt;
  const user = await findUserByEmail(db, input.email);
  const hash = user?.deactivated_at === null ? user.password_hash : null;
  const verified = await verifyPassword(hash, input.password);
  if (user === undefined || !verified) {
    if (attempt.slowsDownNext && user !== undefined) await recordRefusal(db, user, client);
    return { status: "wrong" };
  }
  const sessionId = await db.transaction().execute(async (trx) => {
    await attempt.succeeded(trx);
    return await startSession(trx, user, "password", client);
  });
  return { status: "signed_in", sessionId };
}

/** Begin a session of somebody who proved who he or she is. Give it a transaction. @returns the session's id */
export async function startSession(
  trx: Db,
  user: { id: string; email: string },
  method: Row<"session">["method"],
  client: Client,
): Promise<string> {
  const sessionId = await insertSession(trx, {
    user_id: user.id,
    method,
    address: client.address,
    user_agent: client.userAgent,
  });
  await recordActivity(trx, {
    type: "user.signed_in",
    userId: user.id,
    actor: { userId: user.id },
    target: { type: "user", id: user.id, label: user.email },
    after: { method },
    client,
  });
  return sessionId;
}

// One row for each wait that begins, not for each guess: a guesser must not be able to flood the log.
async function recordRefusal(db: Db, user: { id: string; email: string }, client: Client): Promise<void> {
  await recordActivity(db, {
    type: "user.sign_in_refused",
    userId: user.id,
    actor: {},
    target: { type: "user", id: user.id, label: user.email },
    client,
  });
}
