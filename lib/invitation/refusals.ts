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
export const ALREADY_MEMBER = "Someone with this address already belongs to the organisation.";

/** That no more invitations may be open. For the API too. */
export function openInvitationsMessage(limit: number): string {
  return `${limit} invitations are open, which is the maximum.`;
}

/** That too many mails were sent lately. For the API too. @param what whose mails were counted */
export function sentLatelyMessage(what: Extract<Refusal, { status: "slow_down" }>["what"]): string {
  if (what === "invitation") return "This invitation was just sent.";
  if (what === "address") return "Several invitations were just sent to this address.";
  return `${what === "person" ? "You have" : "The organisation has"} sent the maximum number of invitations for one hour.`;
}

/** Why an invitation was not sent or revoked, or has no link, and what would help. */
export const INVITATION_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  invitation_not_found: "This invitation no longer exists. Reload the page.",
  ended: "This invitation was accepted or revoked. Reload the page.",
  mail_on: "Mail is on now. Ask the organisation to send the invitation again.",
  already_member: ALREADY_MEMBER,
  above_own_role: aboveOwnRole,
  limit_reached: ({ limit }) => `${openInvitationsMessage(limit)} Revoke those you no longer need.`,
  slow_down: ({ what, waitSeconds }) => `${sentLatelyMessage(what)} Wait ${duration(waitSeconds)}, then try again.`,
  invalid: ({ fields }) => Object.values(fields).flat()[0] ?? "This can’t be used.",
  repeated: "This form was already sent. Close the dialog to see who is invited.",
} as const satisfies Sentences<Refusal>;
