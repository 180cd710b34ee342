import { z } from "zod";
import { mailBody } from "./body";

const oneMail = z.object({
  subject: z.string(),
  body: mailBody,
  unsubscribeUrl: z.string().optional(),
  /** Of a kind that is gathered: what all of the kind are about, in words of ours. */
  gathered: z.object({ about: z.string() }).optional(),
});
export type OneMail = z.infer<typeof oneMail>;

/** The part of a mail that is sealed until it is sent. */
export const mailContent = oneMail.extend({
  /** Gathered contents in chronological order, and how many more there were. */
  others: z.array(oneMail).optional(),
  more: z.number().optional(),
});
export type MailContent = z.infer<typeof mailContent>;
