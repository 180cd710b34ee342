import { z } from "zod";

const action = z.object({ label: z.string(), url: z.string() });
const named = z.object({ what: z.string(), text: z.string() });

/** What a mail says, without any markup: the template makes text and HTML of it, which say the same. */
export const mailBody = z.object({
  /** `Hello,`: nobody is called by a name that somebody else may have entered. */
  greeting: z.string().optional(),
  paragraphs: z.array(z.string()),
  /** One thing each, with its own links: the entries of a digest. They stand between the paragraphs and the actions. */
  items: z
    .array(
      z.object({ title: z.string(), text: z.string(), actions: z.array(action), named: z.array(named).optional() }),
    )
    .optional(),
  /** The first one is shown as a button. Each URL must start with `APP_URL`. */
  actions: z.array(action),
  /** What somebody named. It stands last, in quotation marks, and nowhere else in the mail: see `quotedName`. */
  named: z.array(named).optional(),
  /** Why this person gets it, and where to change that. */
  footer: z.string().optional(),
});

export type MailBody = z.infer<typeof mailBody>;
