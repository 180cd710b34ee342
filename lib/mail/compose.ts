import MailComposer from "nodemailer/lib/mail-composer";
import { z } from "zod";
import { mailBody } from "./body";
import { mailFrom } from "./from";
import { inOne } from "./in-one";
import { renderMail } from "./template";

const oneMail = z.object({
  subject: z.string(),
  body: mailBody,
  unsubscribeUrl: z.string().optional(),
  /** Of a kind that is gathered: what all of the kind are about, in words of ours; `key`: a later one replaces an earlier one. */
  gathered: z.object({ about: z.string(), key: z.string().optional() }).optional(),
});
export type OneMail = z.infer<typeof oneMail>;

/** What is sealed of a mail until it is sent. */
export const mailContent = oneMail.extend({
  /** What is told with it, in the order in which it happened; and how much more than that there was. */
  others: z.array(oneMail).optional(),
  more: z.number().optional(),
});
export type MailContent = z.infer<typeof mailContent>;

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
