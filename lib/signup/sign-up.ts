import { z } from "zod";
import { findLiveCode, spendCode } from "@/db/account/one-time-code";
import { insertUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { codeDigest } from "@/lib/one-time-code/code";
import { createOwnOrganisation } from "@/lib/organisation/create-own";
import { hashPassword } from "@/lib/password/hash";
import { passwordInput } from "@/lib/password/input";
import { firstNameInput, lastNameInput, timezoneOrUtc } from "@/lib/user/input";

/** What an account needs besides its address, which was proved. */
export function signUpInput(email: string) {
  return z.object({
    firstName: firstNameInput.default(""),
    lastName: lastNameInput.default(""),
    password: passwordInput([email, env().BRAND_NAME]),
    timezone: z.unknown().optional().transform(timezoneOrUtc),
  });
}

type Sent = { firstName: string; lastName: string; password: string; timezone: string };

export type SignUpResult =
  | { status: "signed_up"; email: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  /** Used, replaced by a newer one, older than a day, never given out, or signing up was closed meanwhile. */
  | { status: "dead_link" }
  /** An account with the address was made in another way meanwhile. */
  | { status: "email_taken" };

/** The address that a link of a sign-up mail proves, while it works at `now`. Looking spends nothing. */
export async function findSignUp(db: Db, code: string, now: Date): Promise<{ id: string; email: string } | undefined> {
  if (env().SIGNUP !== "open") return undefined;
  const row = await findLiveCode(db, "sign_up", codeDigest(code), now);
  return row?.email ? { id: row.id, email: row.email } : undefined;
}

/**
 * Make the account of a mailed code, with an organisation of its own, and spend the code. Of several submits at once one
 * succeeds; what is refused spends nothing.
 */
export async function signUpWithCode(
  db: Db,
  { code, ...sent }: Sent & { code: string },
  client: Client,
  now: Date,
): Promise<SignUpResult> {
  const found = await findSignUp(db, code, now);
  if (found === undefined) return { status: "dead_link" };
  const { email } = found;
  const input = signUpInput(email).safeParse(sent);
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const { firstName, lastName, password, timezone } = input.data;
  const passwordHash = await hashPassword(password);
  return await db.transaction().execute(async (trx): Promise<SignUpResult> => {
    if (!(await spendCode(trx, found.id, now))) return { status: "dead_link" };
    const userId = await insertUser(trx, {
      email,
      email_verified_at: now,
      password_hash: passwordHash,
      first_name: firstName,
      last_name: lastName,
      timezone,
    });
    if (userId === undefined) return { status: "email_taken" };
    await recordActivity(trx, {
      type: "user.signed_up",
      userId,
      actor: { userId },
      target: { type: "user", id: userId, label: email },
      client,
    });
    await createOwnOrganisation(trx, { id: userId, email, firstName, lastName }, client);
    return { status: "signed_up", email };
  });
}
