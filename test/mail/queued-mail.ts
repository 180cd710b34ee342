import type { Db } from "@/db/database";
import { forgetProcessWide } from "@/db/process-wide";
import { type MailBody, mailBody } from "@/lib/mail/body";
import { openMail } from "@/lib/mail/seal";

/** From here on this file has mail on; nothing listens there, and nothing is sent without a job queue. */
export function turnMailOn(): void {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.APP_URL = "https://tokens.agency.example";
  forgetProcessWide("env");
}

/** Do something as an instance that sends no mail. */
export async function withoutMail<T>(what: () => Promise<T>): Promise<T> {
  const { SMTP_URL } = process.env;
  delete process.env.SMTP_URL;
  forgetProcessWide("env");
  try {
    return await what();
  } finally {
    Object.assign(process.env, { SMTP_URL });
    forgetProcessWide("env");
  }
}

/** The mails queued for an address, oldest first, opened. */
export async function queuedMails(
  db: Db,
  to: string,
): Promise<{ kind: string; subject: string; body: MailBody; expiresAt: Date | null }[]> {
  const rows = await db.selectFrom("outgoing_email").selectAll().where("recipient", "=", to).orderBy("id").execute();
  return rows.map(({ id, kind, content, key_id: keyId, expires_at: expiresAt }) => {
    const opened = content && openMail(id, { content, keyId });
    const { subject, body } = JSON.parse(opened || "{}");
    return { kind, subject, body: mailBody.parse(body), expiresAt };
  });
}

/** The code in the first link of a mail. */
export function codeIn(mail: { body: MailBody } | undefined): string {
  return (
    /\/(?:reset-password|signup|invitations|confirm-address)\/([\w-]+)$/.exec(mail?.body.actions[0]?.url ?? "")?.[1] ??
    ""
  );
}
