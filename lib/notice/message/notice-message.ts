import { tokenListPath, tokenPagePath } from "@/lib/access-token/page-path";
import type { NoticeContent } from "@/lib/notice/content";
import { exactTime } from "@/lib/time/exact";
import { relativeTime } from "@/lib/time/relative";
import { bulkWithdrawalNoticeMessage } from "./bulk-withdrawal";
import { leakNoticeMessage, REPORTED } from "./leak";
import { memberNoticeMessage } from "./member";
import { type NoticeLink, type NoticeMessage, sunsetText, webhookOffText } from "./message";
import { policyNoticeMessage } from "./policy";
import { unprovedNoticeMessage } from "./unproved";

/** The text of a notice, in the dashboard and in a mail alike, at `now` and in the person's timezone. */
export function noticeMessage(
  notice: NoticeContent & { tokenId: string | null; outdated?: boolean },
  { now, timezone }: { now: Date; timezone: string },
): NoticeMessage {
  switch (notice.kind) {
    case "token_expires":
    case "token_expired":
      return expiryMessage(notice, now, timezone);
    case "token_revoked_by_other": {
      const { label, by, reason, organisation, slug, report } = notice.detail;
      const whose = organisation === undefined ? "" : ` of ${organisation}`;
      if (report !== undefined) {
        const found = report.place === null ? "" : ` It was found at: ${report.place}`;
        const title = `${label}${whose} was reported as leaked and revoked`;
        return { title, text: `${REPORTED}${found}`, links: tokenLinks(notice.tokenId, slug) };
      }
      const text = `Requests with it are denied from now on.${reason ? ` Reason: ${reason}` : ""}`;
      return { title: `${by} revoked ${label}${whose}`, text, links: tokenLinks(notice.tokenId, slug) };
    }
    case "token_revoke_undone": {
      const { label, by, organisation, slug } = notice.detail;
      return {
        title: `${by} undid your revoke of ${label} of ${organisation}`,
        text: "The token works again, with the same secret. If this is wrong, revoke it again.",
        links: tokenLinks(notice.tokenId, slug),
      };
    }
    case "token_rotated_by_other": {
      const { label, by, organisation, slug, replaced } = notice.detail;
      const [title, text] = replaced
        ? [
            `${by} replaced the secret of ${label} of ${organisation}`,
            "The old secret no longer works: everything that uses the token needs the new one.",
          ]
        : [
            `${by} rotated ${label} of ${organisation}`,
            "The new secret is waiting for its first use. The current one keeps working until then.",
          ];
      return { title, text, links: tokenLinks(notice.tokenId, slug) };
    }
    case "token_created": {
      const { label, with: maker, address } = notice.detail;
      const how = maker === null ? "In the dashboard" : `With the token “${maker}”`;
      const text = `${how}${from(address)}. If this wasn’t you, revoke it and change your password.`;
      return { title: `${label} was created`, text, links: tokenLinks(notice.tokenId) };
    }
    case "new_sign_in": {
      const { device, address } = notice.detail;
      const text = `${device}${from(address)}. If this wasn’t you, sign it out and change your password.`;
      return { title: "New sign-in", text, links: [SESSIONS] };
    }
    case "token_access_withdrawn": {
      const { label, organisation, by, reason } = notice.detail;
      const text = `Requests there are denied from now on. It keeps working everywhere else.${reason ? ` Reason: ${reason}` : ""}`;
      return {
        title: `${by} withdrew the access of ${label} to ${organisation}`,
        text,
        links: tokenLinks(notice.tokenId),
      };
    }
    case "token_access_restored": {
      const { label, organisation, by } = notice.detail;
      const text = "It works there again, with the same secret.";
      return {
        title: `${by} restored the access of ${label} to ${organisation}`,
        text,
        links: tokenLinks(notice.tokenId),
      };
    }
    case "tokens_access_withdrawn":
    case "organisation_tokens_revoked":
    case "token_sweep_finished":
      return bulkWithdrawalNoticeMessage(notice, timezone);
    case "password_changed": {
      const { address } = notice.detail;
      const text = `${address === null ? "" : `From ${address}. `}If this wasn’t you, request a new password now.`;
      return { title: "Your password was changed", text, links: [NEW_PASSWORD] };
    }
    case "webhook_switched_off": {
      const { webhook, host, why, organisation, slug } = notice.detail;
      return {
        title: `The webhook to ${host} of ${organisation} was switched off`,
        text: webhookOffText(why),
        links: [{ label: "View webhook", path: `/organisations/${slug}/webhooks/${webhook}` }],
      };
    }
    case "token_leaked":
      return leakNoticeMessage(notice.detail);
    case "unproved_tokens_ended":
      return unprovedNoticeMessage(notice.detail);
    case "tokens_policy_planned":
    case "tokens_policy_cancelled":
      return policyNoticeMessage(notice, now, timezone);
    case "membership_role_changed":
    case "membership_removed":
    case "invitation_accepted":
      return memberNoticeMessage(notice);
  }
}

const SESSIONS: NoticeLink = { label: "View your sessions", path: "/account/security" };
// Someone who is locked out by it cannot reach the pages of the account.
const NEW_PASSWORD: NoticeLink = { label: "Request a new password", path: "/forgot-password" };

function expiryMessage(
  notice: Extract<NoticeContent, { kind: "token_expires" | "token_expired" }> & {
    tokenId: string | null;
    outdated?: boolean;
  },
  now: Date,
  timezone: string,
): NoticeMessage {
  const { label, organisation, slug } = notice.detail;
  const whose = organisation === undefined ? "" : `It belongs to ${organisation}. `;
  const expiresAt = new Date(notice.detail.expires_at);
  const exact = exactTime(expiresAt, timezone);
  const path = tokenPath(notice.tokenId, slug);
  if (notice.detail.sunset && !notice.outdated) return sunsetMessage(notice.detail, { now, timezone });
  const extending = { label: "Extend", path: `${path}?extend=1` };
  if (notice.outdated) {
    const text = `${whose}Its expiration date was ${exact}. It has changed since, or the token was revoked.`;
    return { title: `${label} was about to expire`, text, links: tokenLinks(notice.tokenId, slug) };
  }
  if (expiresAt <= now) {
    const told = notice.kind === "token_expires" ? "It expired after this notice, on" : "It expired on";
    const text = `${whose}${told} ${exact}. Requests with it are denied. You can extend it for 30 days after that.`;
    return { title: `${label} has expired`, text, links: [extending] };
  }
  const text = `${whose}On ${exact}. Requests with it are denied after that.`;
  const title = `${label} expires ${relativeTime(expiresAt, now)}`;
  return { title, text, links: [extending, { label: "Rotate", path: `${path}?rotate=1` }] };
}

/** Of a token that ends with all imported ones. */
function sunsetMessage(
  { label, expires_at }: { label: string; expires_at: string },
  { now, timezone }: { now: Date; timezone: string },
): NoticeMessage {
  const at = new Date(expires_at);
  const title = `${label} ${at <= now ? "has stopped working" : `stops working ${relativeTime(at, now)}`}`;
  return {
    title,
    text: sunsetText(at, now, timezone),
    links: [
      { label: "Create a token", path: "/account/access-tokens?create=1" },
      { label: "How to move", path: "/docs/single-token" },
    ],
  };
}

// Deleting a token deletes its notices, so without one there is only the list.
function tokenPath(tokenId: string | null, slug?: string): string {
  return tokenId === null ? tokenListPath(slug) : tokenPagePath(tokenId, slug);
}

function tokenLinks(tokenId: string | null, slug?: string): NoticeLink[] {
  return [{ label: "View token", path: tokenPath(tokenId, slug) }];
}

function from(address: string | null): string {
  return address === null ? "" : `, from ${address}`;
}
