import { z } from "zod";
import { endCodes, findLiveCode, spendCode } from "@/db/account/one-time-code";
import { endSessionsOfUser } from "@/db/account/session";
import { findUser, updatePasswordHash } from "@/db/account/user";
import type { Db, Row } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { EndedBeforeProof } from "@/lib/address-proof/end-before-proof";
import { lockUserForProof, proveFromOutside } from "@/lib/address-proof/prove";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { notifyPasswordChanged } from "@/lib/notice/notify/notify";
import { codeDigest } from "@/lib/one-time-code/code";
import { hashPassword } from "./hash";
import { passwordInput } from "./input";

export type ResetResult =
  /** `ended`: what was in the account before, whose address nobody had proved until now. */
  | { status: "reset"; endedSessions: number; ended?: EndedBeforeProof }
  | { status: "invalid"; fields: { password?: string[] } }
  /** Used, replaced by a newer one, older than an hour, or never given out. */
  | { status: "dead_link" };

/** The account that a link of a reset mail is for, if it works at `now`. Opening it spends nothing: mail scanners open links too. */
export async function findReset(db: Db, code: string, now: Date): Promise<{ user: Row<"user"> } | undefined> {
  const row = await findLiveCode(db, "reset_password", codeDigest(code), now);
  const user = row?.user_id ? await findUser(db, row.user_id) : undefined;
  return user?.deactivated_at === null ? { user } : undefined;
}

/**
 * Give the account of a mailed code a new password, and spend the code. Every session ends; tokens keep working; the owner is
 * notified. Opening the mail proves the address: the first proof also ends tokens and connected identities. Of several submits
 * at once one succeeds, and a password that is refused spends nothing.
 */
export async function resetWithCode(
  db: Db,
  input: { code: string; password: string },
  client: Client,
  now: Date,
): Promise<ResetResult> {
  const found = await findReset(db, input.code, now);
  // Checked before the password is hashed, too: without a code nobody can burden this server.
  if (found === undefined) return { status: "dead_link" };
  const password = passwordInput([found.user.email, env().BRAND_NAME]).safeParse(input.password);
  if (!password.success) return { status: "invalid", fields: { password: z.flattenError(password.error).formErrors } };
  const hash = await hashPassword(password.data);
  return await db.transaction().execute(async (trx): Promise<ResetResult> => {
    // The account first, as when creating a link: the other order could deadlock.
    const user = await lockUserForProof(trx, found.user.id, found.user.email_verified_at !== null);
    if (user === undefined || user.deactivated_at !== null) return { status: "dead_link" };
    const row = await findLiveCode(trx, "reset_password", codeDigest(input.code), now);
    if (row === undefined || !(await spendCode(trx, row.id, now))) return { status: "dead_link" };
    await updatePasswordHash(trx, user.id, hash);
    const actor = { userId: user.id };
    const ended = await proveFromOutside(trx, user, { by: "reset_password", actor, client, now });
    await endCodes(trx, "reset_password", { userId: user.id, email: user.email }, now);
    const endedSessions = ended?.sessions ?? (await endSessionsOfUser(trx, user.id));
    await recordActivity(trx, {
      type: "user.password_reset",
      userId: user.id,
      actor,
      target: { type: "user", id: user.id, label: user.email },
      after: { ended_sessions: endedSessions },
      client,
    });
    await notifyPasswordChanged(trx, user.id, client);
    return { status: "reset", endedSessions, ...(ended && { ended }) };
  });
}
