import type { Named } from "@/lib/mail/named";
import type { NoticeContent } from "@/lib/notice/content";
import type { NoticeMailMessage, NoticeMessage } from "./message";

type Detail = Extract<NoticeContent, { kind: "unproved_tokens_ended" }>["detail"];

// The dashboard names a few, so that the bell stays a list; the mail names all that are kept.
const NAMED_IN_DASHBOARD = 5;

const WHY = "its e-mail address was confirmed for the first time, and someone else may have used the account before.";

/** What people are told whose organisation's tokens an unconfirmed account had secrets of: which ended, and what to do. */
export function unprovedNoticeMessage(detail: Detail): NoticeMessage {
  const { organisation, slug, person, account, revoked, revoked_count, kept, kept_count } = detail;
  const count = revoked_count + kept_count;
  return {
    title: `Secrets of ${counted(count)} of ${organisation} ended: check what the account ${person} did`,
    text: [
      `The account had generated them before ${WHY}`,
      ...revokedWords(revoked_count, some(revoked, revoked_count)),
      ...keptWords(kept_count, some(kept, kept_count)),
    ].join(" "),
    links: [
      { label: "View tokens", path: `/organisations/${slug}/access-tokens?status=all&kind=organisation` },
      { label: "Review its activity", path: `/organisations/${slug}/activity?person=${account}` },
    ],
  };
}

/** What the mail says: what people named stands apart from our words. */
export function unprovedMailMessage(detail: Detail): NoticeMailMessage {
  const { organisation, person, revoked, revoked_count, kept, kept_count } = detail;
  const named: Named[] = [
    { what: "Organisation", text: organisation },
    { what: "Account", text: person },
    ...revoked.map((text) => ({ what: "Revoked", text })),
    ...kept.map((text) => ({ what: "Lost one secret", text })),
  ];
  return {
    about: `Secrets of ${counted(revoked_count + kept_count)} of an organisation ended`,
    text: [
      `An account had generated them before ${WHY}`,
      ...revokedWords(revoked_count, listed(revoked_count)),
      ...keptWords(kept_count, listed(kept_count)),
      "Check in the organisation’s activity what the account did.",
    ].join(" "),
    named,
  };
}

function revokedWords(count: number, which: string): string[] {
  if (count === 0) return [];
  return [
    `Revoked, because nobody else had ${count === 1 ? "its secret" : "their secrets"}: ${which}. Requests with ${count === 1 ? "it" : "them"} are denied: create new tokens where you need them.`,
  ];
}

function keptWords(count: number, which: string): string[] {
  if (count === 0) return [];
  return [`Still active with a secret that someone else generated: ${which}. Rotate ${count === 1 ? "it" : "them"}.`];
}

function listed(count: number): string {
  return `${counted(count)}, named below`;
}

/** `A, B and 12 more` */
function some(all: readonly string[], count: number): string {
  const first = all.slice(0, NAMED_IN_DASHBOARD);
  const more = count - first.length;
  return `${first.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}`;
}

function counted(count: number): string {
  return count === 1 ? "an access token" : `${count.toLocaleString("en")} access tokens`;
}
