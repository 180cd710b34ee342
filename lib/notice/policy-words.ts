import { exactTime } from "@/lib/time/exact";
import type { NoticeContent } from "./content";
import type { NoticeWords } from "./words";

type Detail = Extract<NoticeContent, { kind: "tokens_policy_planned" }>["detail"];

/** What people are told whose tokens an organisation's rules will block, or block from now on. */
export function policyNoticeWords(detail: Detail, now: Date, timezone: string): NoticeWords {
  const { labels, count, organisation, slug, rules } = detail;
  const from = new Date(detail.enforced_from);
  const more = count - labels.length;
  const which = `${labels.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const isOwn = detail.tokens === "own";
  const whose = isOwn ? "of your access tokens" : `of the organisation’s own tokens`;
  const tokens = `${count} ${whose}`;
  const verb = count === 1 ? "does" : "do";
  const when = from <= now ? "Since" : "From";
  return {
    title: `${organisation} has new rules, and ${tokens} ${verb} not fit them`,
    text:
      `${when} ${exactTime(from, timezone)} ${count === 1 ? "it is" : "they are"} refused there: ${which}. ` +
      `The rules: ${rules.join(" ")} Edit ${count === 1 ? "it" : "them"} to fit, and nothing is interrupted.`,
    links: [
      isOwn
        ? { label: "Look at your tokens", path: "/account/access-tokens" }
        : { label: "Look at them", path: `/organisations/${slug}/access-tokens?kind=organisation` },
      { label: "Read the rules", path: `/organisations/${slug}/policy` },
    ],
  };
}
