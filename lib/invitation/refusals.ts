import type { Sentences } from "@/lib/action/sentence";
import { aboveOwnRole, ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import { duration } from "@/lib/time/relative";
import type { ResendResult } from "./change";
import type { CreateLinkResult } from "./create-link";
import type { InviteResult } from "./invite";

type Refusal =
  | Exclude<
      InviteResult | ResendResult | CreateLinkResult,
      { status: "invited" | "resent" | "created" | "reauthentication_required" }
    >
  | { status: "repeated" };

/** That an address needs no invitation. For the API too. */
export const ALREADY_MEMBER = "Somebody with this address belongs to the organisation already.";

/** That no more invitations may be open. For the API too. */
export function openInvitationsMessage(limit: number): string {
  return `${limit} invitations are open already, which is as many as there may be.`;
}

/** That too many mails were sent lately. For the API too. @param what whose mails were counted */
export function sentLatelyMessage(what: Extract<Refusal, { status: "slow_down" }>["what"]): string {
  if (what === "invitation") return "This invitation was sent a moment ago.";
  return `${what === "person" ? "You have" : "The organisation has"} sent as many invitations as may be within an hour.`;
}

/** Why an invitation was not sent or revoked, or has no link, and what would help. */
export const INVITATION_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  invitation_not_found: "This invitation is no longer there. Reload the page.",
  ended: "It was accepted or revoked meanwhile. Reload the page.",
  mail_on: "Mail is on now: the organisation sends the invitation again.",
  already_member: ALREADY_MEMBER,
  above_own_role: aboveOwnRole,
  limit_reached: ({ limit }) => `${openInvitationsMessage(limit)} Revoke those that are no longer needed.`,
  slow_down: ({ what, waitSeconds }) => `${sentLatelyMessage(what)} Wait ${duration(waitSeconds)}, then try again.`,
  invalid: ({ fields }) => Object.values(fields).flat()[0] ?? "It cannot be used.",
  repeated: "This form was sent already. Close the dialog to see who is invited.",
} as const satisfies Sentences<Refusal>;
