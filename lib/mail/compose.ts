import MailComposer from "nodemailer/lib/mail-composer";
import { z } from "zod";
import { mailBody } from "./body";
import { mailFrom } from "./from";
import { renderMail } from "./template";

/** What is sealed of a mail until it is sent. */
export const mailContent = z.object({ subject: z.string(), body: mailBody, unsubscribeUrl: z.string().optional() });
export type MailContent = z.infer<typeof mailContent>;

/** The message as it goes over the wire. */
export async function composeMail(
  to: { recipient: string; messageId: string; date: Date },
  { subject, body, unsubscribeUrl }: MailContent,
): Promise<Buffer> {
  const composer = new MailComposer({
    from: mailFrom(),
    to: { name: "", address: to.recipient },
    // A label is in some subjects, and a line break in it would be a header of its own.
    subject: subject.replace(/\p{Cc}+/gu, " "),
    ...renderMail(body),
    messageId: to.messageId,
    date: to.date,
    headers: {
      // Nobody's holiday shall answer. @see RFC 3834 §5
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(unsubscribeUrl ? { "List-Unsubscribe": `<${unsubscribeUrl}>` } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
