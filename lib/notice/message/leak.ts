import type { Named } from "@/lib/mail/named";
import type { NoticeContent } from "@/lib/notice/content";
import type { NoticeMailMessage, NoticeMessage } from "./message";

/** What it means that a token was reported as leaked. */
export const REPORTED =
  "Someone found its secret and reported it. Requests with the token, and with any token it created, are denied from now on. " +
  "Create a new token for whatever used it, and check its activity for anything you don’t recognise.";

type Detail = Extract<NoticeContent, { kind: "token_leaked" }>["detail"];

// The dashboard names a few, so that the bell stays a list; the mail names all that are kept.
const NAMED_IN_DASHBOARD = 5;

/** What an organisation's owners are told about a token that leaked: what was ended with it, and what they have to look at. */
export function leakNoticeMessage(detail: Detail): NoticeMessage {
  const { label, token, organisation, slug, by, joined, joined_count, changes, changes_count } = detail;
  const people = some(
    joined.map(({ name, role }) => `${name} (${role})`),
    joined_count,
  );
  const which = some(
    changes.map(({ what, on }) => (on === "" ? what : `${what}: ${on}`)),
    changes_count,
  );
  const sentences = [
    `${by} revoked it as leaked.`,
    endedMessage(detail),
    joined_count === 0 ? "" : `Joined through its invitations, and still there: ${people}. ${REMOVE_THEM}`,
    changes_count === 0 ? "It changed nothing else." : `It also changed: ${which}. ${UNDO_THEM}`,
  ];
  return {
    title: `${label} leaked: check what it changed in ${organisation}`,
    text: sentences.filter((sentence) => sentence !== "").join(" "),
    links: [
      { label: "Review its activity", path: `/organisations/${slug}/activity?token=${token}` },
      { label: "Review members", path: `/organisations/${slug}/members` },
    ],
  };
}

/** `leakNoticeMessage` for a mail, where texts that people chose are kept apart. */
export function leakMailMessage(detail: Detail): NoticeMailMessage {
  const { label, organisation, by, joined, joined_count, changes, changes_count } = detail;
  const sentences = [
    "It was revoked as leaked.",
    endedMessage(detail),
    joined_count === 0
      ? ""
      : `${counted(joined_count, "person", "people")} joined through its invitations and ${joined_count === 1 ? "is" : "are"} still there. ${REMOVE_THEM}`,
    changes_count === 0
      ? "It changed nothing else."
      : `It also made ${counted(changes_count, "change", "changes")}${moreMessage(changes.length, changes_count)}. ${UNDO_THEM}`,
  ];
  const named: Named[] = [
    { what: "Access token", text: label },
    { what: "Organisation", text: organisation },
    { what: "By", text: by },
    ...joined.map(({ name, role }) => ({ what: `Joined through its invitation as ${role}`, text: name })),
    ...changes.map(({ what, on }) => ({ what, text: on })),
  ];
  return {
    about: "Check what a leaked access token changed",
    text: sentences.filter((sentence) => sentence !== "").join(" "),
    named,
  };
}

const REMOVE_THEM = "Remove anyone who shouldn’t be there.";
const UNDO_THEM = "These changes stay until you undo them.";

function endedMessage({ ended }: Detail): string {
  const parts = [
    ended.tokens > 0 ? counted(ended.tokens, "access token", "access tokens") : "",
    ended.invitations > 0 ? counted(ended.invitations, "invitation", "invitations") : "",
    ended.collaborators > 0
      ? counted(ended.collaborators, "guest’s access to an application", "guests’ access to applications")
      : "",
    ended.teams > 0 ? `the people it added to ${counted(ended.teams, "team", "teams")}` : "",
  ].filter((part) => part !== "");
  const sentences = [
    parts.length === 0 ? "" : `Revoked along with it: ${parts.join(", ")}.`,
    ended.deployments === 0
      ? ""
      : `Cancelled along with it: ${counted(ended.deployments, "deployment that had", "deployments that had")} not started.`,
    ended.webhooks === 0 ? "" : `Paused along with it: ${webhooksSetBy(ended.webhooks)}.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function webhooksSetBy(count: number): string {
  return count === 1
    ? "1 webhook. Check its address and replace its secret before you resume it"
    : `${number(count)} webhooks. Check their addresses and replace their secrets before you resume them`;
}

function moreMessage(named: number, count: number): string {
  return count > named ? `: ${named} are listed below, and ${number(count - named)} more are in the activity` : "";
}

/** `A, B and 9,950 more` */
function some(all: readonly string[], count: number): string {
  const first = all.slice(0, NAMED_IN_DASHBOARD);
  const more = count - first.length;
  return `${first.join("; ")}${more > 0 ? ` and ${number(more)} more` : ""}`;
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(count: number): string {
  return count.toLocaleString("en");
}
