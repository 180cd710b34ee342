import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { personName } from "@/lib/access-token/json";
import { GREETING } from "@/lib/account-mail/receiver";
import { appLink } from "@/lib/app-link";
import { type Principal, type SessionPrincipal, type Starter, userIdOf } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { env } from "@/lib/env";
import { isMailOn, queueMail } from "@/lib/mail/queue";
import type { NoticeKind } from "@/lib/notice/content";
import { noticeMailMessage, noticeSubject } from "@/lib/notice/message/mail-message";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { findPreference, type Preference } from "@/lib/notice/preference";
import { deviceOf } from "@/lib/session/device";
import { insertNoticeFor, type NewNotice } from "./insert";

// Nothing may bury these, nor make them wait.
const ALARMS: readonly NoticeKind[] = ["new_sign_in", "password_changed", "token_leaked", "unproved_tokens_ended"];

/**
 * Put a notice into the dashboard and, unless its receiver chose otherwise, into the mail: both with one text. All in the
 * caller's transaction. A deactivated account gets nothing. The first mail of a kind and every alarm are sent at once; further
 * ones within an hour are gathered into one mail.
 * @param preference what turns the mail off; without one it cannot be turned off
 */
export async function notify(trx: Db, notice: NewNotice, preference?: keyof Preference): Promise<void> {
  const user = await insertNoticeFor(trx, notice);
  if (user === undefined || !isMailOn()) return;
  if (preference !== undefined && !(await findPreference(trx, user.id))[preference]) return;
  const at = { now: notice.createdAt ?? new Date(), timezone: user.timezone };
  const { links } = noticeMessage({ ...notice, tokenId: notice.tokenId ?? null }, at);
  const words = noticeMailMessage(notice, at);
  const isAlarm = notice.isAlarm ?? ALARMS.includes(notice.kind);
  const { BRAND_NAME } = env();
  const choices = appLink("/account/notifications");
  await queueMail(trx, {
    kind: notice.kind,
    userId: user.id,
    to: user.email,
    subject: noticeSubject(words, BRAND_NAME),
    ...(isAlarm ? {} : { gathered: { about: words.about } }),
    body: {
      greeting: GREETING,
      paragraphs: [`${words.about}.`, words.text],
      actions: links.map(({ label, path }) => ({ label, url: appLink(path) })),
      named: words.named,
      footer:
        preference === undefined
          ? `You get this because it concerns the security of your ${BRAND_NAME} account ${user.email}.`
          : `You get this as the owner of the ${BRAND_NAME} account ${user.email}. Choose which mails you get: ${choices}`,
    },
    ...(preference === undefined ? {} : { unsubscribeUrl: choices }),
  });
}

/** Notify a person of a sign-in from a new place. */
export async function notifyNewSignIn(trx: Db, userId: string, sessionId: string, client: Client): Promise<void> {
  await notify(
    trx,
    {
      kind: "new_sign_in",
      userId,
      dedupeKey: `new_sign_in:${sessionId}`,
      detail: { device: deviceOf(client.userAgent).name, address: client.address },
    },
    "newSignInEmail",
  );
}

/** Notify of a new token. A person's own action in the dashboard is only in the history, and rings no bell. */
export async function notifyTokenCreated(
  trx: Db,
  principal: Principal | Starter,
  token: { id: string; label: string },
): Promise<void> {
  const userId = userIdOf(principal);
  if (userId === undefined) return;
  await notify(
    trx,
    {
      kind: "token_created",
      userId,
      tokenId: token.id,
      dedupeKey: `token_created:${token.id}`,
      detail: {
        label: token.label,
        with: principal.type === "token" ? principal.token.label : null,
        address: principal.client.address,
      },
      read: principal.type === "session",
    },
    "tokenCreatedEmail",
  );
}

/** Notify a person that their password changed. @param principal the session that did it; left out for a mailed link or the operator */
export async function notifyPasswordChanged(
  trx: Db,
  userId: string,
  client: Client,
  principal?: SessionPrincipal,
): Promise<void> {
  await notify(trx, {
    kind: "password_changed",
    userId,
    dedupeKey: `password_changed:${uuidv7()}`,
    detail: { address: client.address },
    read: principal?.user.id === userId,
  });
}

/** Who did something, as its receiver may know it. */
export function nameOf(principal: Principal | Starter): string {
  if (principal.type === "starter") return principal.name;
  return principal.type === "token" ? `The token ${principal.token.label}` : personName(principal.user);
}
