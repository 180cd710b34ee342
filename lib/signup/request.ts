import { sql } from "kysely";
import { z } from "zod";
import { replaceCode } from "@/db/account/one-time-code";
import { findUserByEmail, hasUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { accountExistsMail, confirmAddressMail } from "@/lib/account-mail/sign-up";
import { appLink } from "@/lib/app-link";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { isMailOn, queueMail } from "@/lib/mail/queue";
import { newCode } from "@/lib/one-time-code/code";
import { startMailRequest } from "@/lib/one-time-code/throttle";
import type { SlowDown } from "@/lib/session/throttle";
import { takeAtLeast } from "@/lib/time/at-least";
import { emailInput } from "@/lib/user/input";

export const requestSignUpInput = z.object({ email: emailInput });

const LINK_LIVES_MS = 24 * 60 * 60 * 1000;
// As for a new password: the time must not tell who has an account.
const ANSWER_AFTER_MS = 400;

/**
 * Mail `email` the link that continues the sign-up: it works for a day, once, and ends the links before it. The owner of an
 * account with this address is told that there is one. The answer, and when it comes, is the same.
 */
export async function requestSignUp(
  db: Db,
  { email }: z.output<typeof requestSignUpInput>,
  client: Client,
  now: Date,
): Promise<{ status: "asked" } | { status: "closed" } | { status: "mail_off" } | SlowDown> {
  // The first account is created at /setup by someone with the code, not by the first visitor.
  if (env().SIGNUP !== "open" || !(await hasUser(db))) return { status: "closed" };
  if (!isMailOn()) return { status: "mail_off" };
  return await takeAtLeast(ANSWER_AFTER_MS, async () => {
    const allowed = await startMailRequest(db, email, client.address);
    if (allowed.status === "slow_down") return allowed;
    await db.transaction().execute(async (trx) => await mailSignUp(trx, email, now));
    return { status: "asked" };
  });
}

async function mailSignUp(trx: Db, email: string, now: Date): Promise<void> {
  const { BRAND_NAME } = env();
  // There is no row yet that two requests for one address could wait for.
  await sql`select pg_advisory_xact_lock(hashtext(${`latchkey.sign_up ${email.toLowerCase()}`}))`.execute(trx);
  const user = await findUserByEmail(trx, email);
  if (user?.deactivated_at) return;
  if (user) {
    const urls = { login: appLink("/login"), forgotPassword: appLink("/forgot-password") };
    const mail = accountExistsMail(user.email, urls, BRAND_NAME);
    await queueMail(trx, { kind: "account_exists", userId: user.id, to: user.email, ...mail });
    return;
  }
  const { code, digest } = newCode();
  const expiresAt = new Date(now.getTime() + LINK_LIVES_MS);
  await replaceCode(trx, { purpose: "sign_up", owner: { userId: null, email }, digest, createdAt: now, expiresAt });
  const mail = confirmAddressMail(appLink(`/signup/${code}`), BRAND_NAME);
  await queueMail(trx, { kind: "confirm_address", to: email, ...mail, expiresAt });
}
