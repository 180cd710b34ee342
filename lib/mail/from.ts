import { env, parseMailbox } from "@/lib/env";

/** Who mails of this instance come from. */
export function mailFrom(): { name: string; address: string } {
  const { MAIL_FROM, BRAND_NAME, APP_URL } = env();
  const host = new URL(APP_URL).hostname;
  return parseMailbox(MAIL_FROM ?? "") ?? { name: BRAND_NAME, address: `no-reply@${host}` };
}

/** The same for every attempt to send one mail, so that a receiver can tell a repetition. @see RFC 5322 §3.6.4 */
export function messageIdOf(mailId: string): string {
  return `<${mailId}@${mailFrom().address.replace(/^.*@/, "")}>`;
}
