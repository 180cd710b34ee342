import MailComposer from "nodemailer/lib/mail-composer";
import type { MailContent } from "./content";
import { mailFrom } from "./from";
import { inOne } from "./in-one";
import { renderMail } from "./template";

/** The message as it goes over the wire. */
export async function composeMail(
  to: { recipient: string; messageId: string; date: Date },
  content: MailContent,
): Promise<Buffer> {
  const { subject, body, unsubscribeUrl } = inOne(content);
  const composer = new MailComposer({
    from: mailFrom(),
    to: { name: "", address: to.recipient },
    // A label is in some subjects, and a line break in it would be a header of its own.
    subject: subject.replace(/\p{Cc}+/gu, " "),
    ...renderMail(body),
    messageId: to.messageId,
    date: to.date,
    headers: {
      // No automatic replies. @see RFC 3834 §5
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(unsubscribeUrl ? { "List-Unsubscribe": `<${unsubscribeUrl}>` } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
