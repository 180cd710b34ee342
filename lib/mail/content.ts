import { z } from "zod";
import { mailBody } from "./body";

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
