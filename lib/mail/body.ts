import { z } from "zod";

const action = z.object({ label: z.string(), url: z.string() });
const named = z.object({ what: z.string(), text: z.string() });

/** The content of a mail without markup: the template makes both text and HTML from it. */
export const mailBody = z.object({
  /** `Hello,`: without a name, which someone else may have entered. */
  greeting: z.string().optional(),
  paragraphs: z.array(z.string()),
  /** The entries of a digest, each with its own links, between the paragraphs and the actions. */
  items: z
    .array(
      z.object({ title: z.string(), text: z.string(), actions: z.array(action), named: z.array(named).optional() }),
    )
    .optional(),
  /** The first one is shown as a button. Each URL must start with `APP_URL`. */
  actions: z.array(action),
  /** Texts that people chose. They come last, in quotation marks, and nowhere else in the mail: see `quotedName`. */
  named: z.array(named).optional(),
  /** Why this person receives it, and where to change that. */
  footer: z.string().optional(),
});

export type MailBody = z.infer<typeof mailBody>;
