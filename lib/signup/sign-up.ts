import { findLiveCode, spendCode } from "@/db/account/one-time-code";
import type { Db } from "@/db/database";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { codeDigest } from "@/lib/one-time-code/code";
import { createOwnOrganisation } from "@/lib/organisation/create-own";
import { insertAccount, prepareAccount, type Sent } from "./account";

export type SignUpResult =
  | { status: "signed_up"; email: string }
  | { status: "invalid"; fields: Partial<Record<keyof Sent, string[]>> }
  /** Used, replaced by a newer one, older than a day, never given out, or signing up was closed meanwhile. */
  | { status: "dead_link" }
  /** An account with the address was made in another way meanwhile. */
  | { status: "email_taken" };

/** The address that a link of a sign-up mail proves, while it works at `now`. Opening it spends nothing. */
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
  const prepared = await prepareAccount(email, sent);
  if (prepared.status === "invalid") return prepared;
  const { account } = prepared;
  const { firstName, lastName } = account;
  return await db.transaction().execute(async (trx): Promise<SignUpResult> => {
    if (!(await spendCode(trx, found.id, now))) return { status: "dead_link" };
    const userId = await insertAccount(trx, account, now, client);
    if (userId === undefined) return { status: "email_taken" };
    await createOwnOrganisation(trx, { id: userId, email, firstName, lastName }, client);
    return { status: "signed_up", email };
  });
}
