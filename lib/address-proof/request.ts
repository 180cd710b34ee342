import { replaceCode } from "@/db/account/one-time-code";
import { lockUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { proveAddressMail } from "@/lib/account-mail/prove-address";
import { recordActivity } from "@/lib/activity/record";
import { appLink } from "@/lib/app-link";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { isMailOn, queueMail } from "@/lib/mail/queue";
import { newCode } from "@/lib/one-time-code/code";
import { startMailRequest } from "@/lib/one-time-code/throttle";
import type { SlowDown } from "@/lib/session/throttle";
import { write } from "@/lib/write";

const LINK_LIVES_MS = 24 * 60 * 60 * 1000;

export type RequestProofResult = { status: "asked" } | { status: "proved_already" } | { status: "mail_off" } | SlowDown;

/**
 * Mail the signed-in person the link that confirms the account's address: it works for a day, once, with the account's password, and
 * ends the links before it.
 */
export async function requestProof(db: Db, principal: SessionPrincipal): Promise<RequestProofResult> {
  if (!isMailOn()) return { status: "mail_off" };
  const { client, now } = principal;
  const allowed = await startMailRequest(db, principal.user.email, client.address);
  if (allowed.status === "slow_down") return allowed;
  return await write(db, principal, async (trx): Promise<RequestProofResult> => {
    const user = await lockUser(trx, principal.user.id);
    if (user === undefined || user.email_verified_at !== null) return { status: "proved_already" };
    const { code, digest } = newCode();
    const expiresAt = new Date(now.getTime() + LINK_LIVES_MS);
    const owner = { userId: user.id, email: user.email };
    await replaceCode(trx, { purpose: "prove_address", owner, digest, createdAt: now, expiresAt });
    const urls = { confirm: appLink(`/confirm-address/${code}`), forgotPassword: appLink("/forgot-password") };
    const mail = proveAddressMail(user.email, urls, env().BRAND_NAME);
    await queueMail(trx, { kind: "prove_address", userId: user.id, to: user.email, ...mail, expiresAt });
    await recordActivity(trx, {
      type: "user.address_proof_requested",
      userId: user.id,
      actor: { userId: user.id },
      target: { type: "user", id: user.id, label: user.email },
      client,
    });
    return { status: "asked" };
  });
}
