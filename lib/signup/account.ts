import { z } from "zod";
import { insertUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { hashPassword } from "@/lib/password/hash";
import { passwordInput } from "@/lib/password/input";
import { firstNameInput, lastNameInput, timezoneOrUtc } from "@/lib/user/input";

/** What an account needs besides its address. */
export function signUpInput(email: string) {
  return z.object({
    firstName: firstNameInput.default(""),
    lastName: lastNameInput.default(""),
    password: passwordInput([email, env().BRAND_NAME]),
    timezone: z.unknown().optional().transform(timezoneOrUtc),
  });
}

/** What a form sends of it. */
export type Sent = { firstName: string; lastName: string; password: string; timezone: string };

export type NewAccount = { email: string; firstName: string; lastName: string; passwordHash: string; timezone: string };

/** Read what was sent for an account with this address, and hash its password: the slow part, before any transaction. */
export async function prepareAccount(
  email: string,
  sent: Sent,
): Promise<
  { status: "ready"; account: NewAccount } | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
> {
  const input = signUpInput(email).safeParse(sent);
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const { password, ...rest } = input.data;
  return { status: "ready", account: { ...rest, email, passwordHash: await hashPassword(password) } };
}

/**
 * Insert an account that its owner made, with its activity.
 * @param verifiedAt when its address was proved; null while it is not
 * @returns its id; undefined when an account has the address already
 */
export async function insertAccount(
  trx: Db,
  { email, firstName, lastName, passwordHash, timezone }: NewAccount,
  verifiedAt: Date | null,
  client: Client,
): Promise<string | undefined> {
  const userId = await insertUser(trx, {
    email,
    email_verified_at: verifiedAt,
    password_hash: passwordHash,
    first_name: firstName,
    last_name: lastName,
    timezone,
  });
  if (userId === undefined) return undefined;
  await recordActivity(trx, {
    type: "user.signed_up",
    userId,
    actor: { userId },
    target: { type: "user", id: userId, label: email },
    client,
  });
  return userId;
}
