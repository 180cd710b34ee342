import { env, parseMailbox } from "@/lib/env";

/** The sender of this instance's mails. */
export function mailFrom(): { name: string; address: string } {
  const { MAIL_FROM, BRAND_NAME, APP_URL } = env();
  const host = new URL(APP_URL).hostname;
  return parseMailbox(MAIL_FROM ?? "") ?? { name: BRAND_NAME, address: `no-reply@${host}` };
}

/** The Message-ID of a mail: the same for every attempt, so that a receiver can recognise a repetition. @see RFC 5322 §3.6.4 */
export function messageIdOf(mailId: string): string {
  return `<${mailId}@${mailFrom().address.replace(/^.*@/, "")}>`;
}
