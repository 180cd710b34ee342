import type { NoticeContent } from "@/lib/notice/content";
import { isMendedByEditing } from "@/lib/organisation/policy/rules";
import { exactTime } from "@/lib/time/exact";
import type { NoticeMessage } from "./message";

type PolicyNotice = Extract<NoticeContent, { kind: `tokens_policy_${string}` }>;
type Planned = Extract<PolicyNotice, { kind: "tokens_policy_planned" }>["detail"];

/** The texts of notices to people whose tokens an organisation's rules will block, block from now on, or do not block after all. */
export function policyNoticeMessage(notice: PolicyNotice, now: Date, timezone: string): NoticeMessage {
  if (notice.kind === "tokens_policy_planned") return plannedMessage(notice.detail, now, timezone);
  const { organisation, slug, enforced_from, by } = notice.detail;
  return {
    title: `The new rules of ${organisation} won’t apply after all`,
    text: `${by} cancelled the rules planned for ${exactTime(new Date(enforced_from), timezone)}. Nothing changes for your tokens.`,
    links: [{ label: "View rules", path: `/organisations/${slug}/policy` }],
  };
}

function plannedMessage(detail: Planned, now: Date, timezone: string): NoticeMessage {
  const { labels, count, organisation, slug, rules } = detail;
  const from = new Date(detail.enforced_from);
  const more = count - labels.length;
  const which = `${labels.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const isOwn = detail.tokens === "own";
  const tokens = `${count} ${isOwn ? "of your access tokens" : "of the organisation’s own tokens"}`;
  const title = detail.reminder
    ? `${organisation} ${from <= now ? "blocks" : "will soon block"} ${tokens}`
    : `${organisation} has new rules, and ${tokens} ${count === 1 ? "doesn’t" : "don’t"} follow them`;
  return {
    title,
    text:
      `${from <= now ? "Since" : "From"} ${exactTime(from, timezone)} ${count === 1 ? "it is" : "they are"} denied there: ${which}. ` +
      `The rules: ${rules.join(" ")} ${adviceOf(detail)}`,
    links: [
      isOwn
        ? { label: "View your tokens", path: "/account/access-tokens" }
        : { label: "View tokens", path: `/organisations/${slug}/access-tokens?kind=organisation` },
      { label: "View rules", path: `/organisations/${slug}/policy` },
    ],
  };
}

/** What the reader can do about it, in our own words. */
export function adviceOf({ codes, count }: Planned): string {
  const them = count === 1 ? "it" : "them";
  if (codes.includes("personal_tokens")) {
    return `Personal tokens can’t follow them: ask for a token of the organisation, and use it instead.`;
  }
  if (!isMendedByEditing(codes)) return `Use ${them} only from there to avoid an interruption.`;
  return `Edit ${them} to follow the rules to avoid an interruption.`;
}
