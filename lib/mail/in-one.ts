import { appLink } from "@/lib/app-link";
import type { MailContent, OneMail } from "./content";

/** One mail with the content of several of one kind, each as an entry; a single one stays as it is. */
export function inOne({ others = [], more = 0, ...first }: MailContent): OneMail {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const count = all.length + more;
  const rest = more === 0 ? "" : ` The latest ${more} are not listed.`;
  return {
    ...first,
    subject: `${first.gathered?.about ?? first.subject} (${count} times)`,
    body: {
      greeting: first.body.greeting,
      paragraphs: [`This happened ${count} times. After the first mail, we collect further ones for an hour.${rest}`],
      items: all.map(({ gathered, subject, body }) => ({
        title: gathered?.about ?? subject,
        // The first paragraph repeats the title.
        text: body.paragraphs.slice(1).join(" "),
        actions: body.actions,
        named: body.named,
      })),
      // An invited person may have no account, and so no notification settings.
      actions:
        first.unsubscribeUrl === undefined
          ? []
          : [{ label: "Your notifications", url: appLink("/account/notifications") }],
      footer: first.body.footer,
    },
  };
}
