import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { insertOutgoingEmail } from "@/db/work/outgoing-email";
import { env } from "@/lib/env";
import { addJob } from "@/lib/work/queue";
import type { MailBody } from "./body";
import type { MailContent } from "./content";
import { messageIdOf } from "./from";
import { sealMail } from "./seal";
import { requireOwnLinks } from "./template";

/** Whether mail can be sent at all: `SMTP_URL` is set. */
export function isMailOn(): boolean {
  return env().SMTP_URL !== undefined;
}

export type NewMail = {
  /** What it is about, in snake_case: `reset_password`. It may be logged. */
  kind: string;
  userId?: string;
  to: string;
  subject: string;
  body: MailBody;
  /** From then on it is not sent any more: its link has expired. */
  expiresAt?: Date;
  /**
   * It may wait for others of its kind to the same address, at most an hour, and come with them: see `gatherMail`. Never one whose
   * link replaces an earlier one.
   */
  gathered?: MailContent["gathered"];
  /** Where its receiver can unsubscribe, for what they may do without (`List-Unsubscribe`). */
  unsubscribeUrl?: string;
};

/**
 * Queue a mail in the caller's transaction: it is sent if and only if that is committed. Its content is stored sealed, and
 * erased once it was sent or given up. With mail off nothing is stored.
 */
export async function queueMail(
  trx: Db,
  mail: NewMail,
): Promise<{ status: "queued"; id: string } | { status: "mail_off" }> {
  requireOwnLinks(mail.body);
  if (!isMailOn()) return { status: "mail_off" };
  const id = uuidv7();
  const { subject, body, unsubscribeUrl, gathered } = mail;
  const mailContent: MailContent = { subject, body, unsubscribeUrl, gathered };
  const { content, keyId } = sealMail(id, JSON.stringify(mailContent));
  await insertOutgoingEmail(trx, {
    id,
    kind: mail.kind,
    user_id: mail.userId ?? null,
    recipient: mail.to,
    message_id: messageIdOf(id),
    content,
    key_id: keyId,
    expires_at: mail.expiresAt ?? null,
    is_gathered: gathered !== undefined,
  });
  await addJob(trx, "send_mail", { id }, { jobKey: `mail:${id}` });
  return { status: "queued", id };
}
