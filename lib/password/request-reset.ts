import { z } from "zod";
import { findIdentitiesOfUser } from "@/db/account/oidc-identity";
import { replaceCode } from "@/db/account/one-time-code";
import { findUserByEmail, lockUser } from "@/db/account/user";
import type { Db, Row } from "@/db/database";
import { noPasswordMail, resetPasswordMail } from "@/lib/account-mail/reset-password";
import { recordActivity } from "@/lib/activity/record";
import { appLink } from "@/lib/app-link";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { isMailOn, queueMail } from "@/lib/mail/queue";
import { oidcProvider } from "@/lib/oidc/provider";
import { newCode } from "@/lib/one-time-code/code";
import { startMailRequest } from "@/lib/one-time-code/throttle";
import type { SlowDown } from "@/lib/session/throttle";
import { takeAtLeast } from "@/lib/time/at-least";
import { emailInput } from "@/lib/user/input";

export const requestResetInput = z.object({ email: emailInput });

const LINK_LIVES_MS = 60 * 60 * 1000;
// Several times what the longest way through takes, two statements and a sealed mail.
const ANSWER_AFTER_MS = 400;

/**
 * Mail a link for a new password to the owner of `email`: it works for an hour, once, and ends the links before it. An account
 * without a password gets a mail about how it signs in; a deactivated one gets nothing. The answer, and when it comes, is the
 * same for all and for addresses without an account.
 */
export async function requestReset(
  db: Db,
  { email }: z.output<typeof requestResetInput>,
  client: Client,
  now: Date,
): Promise<{ status: "asked" } | { status: "mail_off" } | SlowDown> {
  if (!isMailOn()) return { status: "mail_off" };
  return await takeAtLeast(ANSWER_AFTER_MS, async () => {
    const allowed = await startMailRequest(db, email, client.address);
    if (allowed.status === "slow_down") return allowed;
    await db.transaction().execute(async (trx) => {
      const found = await findUserByEmail(trx, email);
      // Two requests at once: the second one's link ends the first one's, never both live.
      const user = found && (await lockUser(trx, found.id));
      if (user?.deactivated_at === null) await mailReset(trx, user, client, now);
    });
    return { status: "asked" };
  });
}

async function mailReset(trx: Db, user: Row<"user">, client: Client, now: Date): Promise<void> {
  const to = { userId: user.id, to: user.email };
  const { BRAND_NAME } = env();
  if (user.password_hash === null) {
    const connected = (await findIdentitiesOfUser(trx, user.id)).length > 0;
    const provider = connected ? oidcProvider()?.name : undefined;
    await queueMail(trx, {
      kind: "no_password",
      ...to,
      ...noPasswordMail(user.email, provider, appLink("/login"), BRAND_NAME),
    });
  } else {
    const { code, digest } = newCode();
    const expiresAt = new Date(now.getTime() + LINK_LIVES_MS);
    const owner = { userId: user.id, email: user.email };
    await replaceCode(trx, { purpose: "reset_password", owner, digest, createdAt: now, expiresAt });
    await queueMail(trx, {
      kind: "reset_password",
      ...to,
      ...resetPasswordMail(user.email, appLink(`/reset-password/${code}`), BRAND_NAME, {
        isFirstProof: user.email_verified_at === null,
      }),
      expiresAt,
    });
  }
  await recordActivity(trx, {
    type: "user.password_reset_requested",
    userId: user.id,
    actor: {},
    target: { type: "user", id: user.id, label: user.email },
    client,
  });
}
