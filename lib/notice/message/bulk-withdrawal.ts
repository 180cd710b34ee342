import type { NoticeContent } from "@/lib/notice/content";
import { exactTime } from "@/lib/time/exact";
import type { NoticeMessage } from "./message";

type BulkWithdrawalNotice = Extract<
  NoticeContent,
  { kind: "tokens_access_withdrawn" | "organisation_tokens_revoked" | "token_sweep_finished" }
>;
type Detail<Kind extends BulkWithdrawalNotice["kind"]> = Extract<BulkWithdrawalNotice, { kind: Kind }>["detail"];

/** The texts of notices about bulk withdrawals. */
export function bulkWithdrawalNoticeMessage(notice: BulkWithdrawalNotice, timezone: string): NoticeMessage {
  switch (notice.kind) {
    case "tokens_access_withdrawn":
      return manyWithdrawnMessage(notice.detail, timezone);
    case "organisation_tokens_revoked":
      return manyRevokedMessage(notice.detail, timezone);
    case "token_sweep_finished": {
      const { organisation, path, done, failed } = notice.detail;
      const text = failed === 0 ? `All ${done} succeeded.` : `${done} succeeded, ${failed} failed and can be retried.`;
      const title = `The bulk withdrawal in ${organisation} has finished`;
      return { title, text, links: [{ label: "View report", path }] };
    }
  }
}

function manyWithdrawnMessage(detail: Detail<"tokens_access_withdrawn">, timezone: string): NoticeMessage {
  const { count, organisation, by, reason } = detail;
  const which = labelsMessage(detail);
  const tokens = count === 1 ? "one of your access tokens" : `${count} of your access tokens`;
  const because = reason ? ` Reason: ${reason}` : "";
  return {
    title: `${by} withdrew the access of ${tokens} to ${organisation}`,
    text: `All tokens created before ${exactTime(new Date(detail.made_before), timezone)} are denied there: ${which}. They keep working everywhere else.${because}`,
    links: [{ label: "View your tokens", path: "/account/access-tokens" }],
  };
}

function manyRevokedMessage(detail: Detail<"organisation_tokens_revoked">, timezone: string): NoticeMessage {
  const { count, organisation, slug, by, reason } = detail;
  const which = count === 1 ? "a token" : `${count} tokens`;
  const because = reason ? ` Reason: ${reason}` : "";
  return {
    title: `${by} revoked ${which} of ${organisation} that you manage`,
    text: `All tokens created before ${exactTime(new Date(detail.made_before), timezone)}: ${labelsMessage(detail)}. Requests with ${count === 1 ? "it" : "them"} are denied.${because}`,
    links: [{ label: "View tokens", path: `/organisations/${slug}/access-tokens?status=revoked&kind=organisation` }],
  };
}

/** `CI, Nightly and 3 more` */
function labelsMessage({ labels, count }: { labels: readonly string[]; count: number }): string {
  const more = count - labels.length;
  return `${labels.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
