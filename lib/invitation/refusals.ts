import type { Sentences } from "@/lib/action/sentence";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
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

/** Why an invitation was not sent or revoked, or has no link, and what would help. */
export const INVITATION_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  invitation_not_found: "This invitation is no longer there. Reload the page.",
  ended: "It was accepted or revoked meanwhile. Reload the page.",
  mail_on: "Mail is on now: the organisation sends the invitation again.",
  already_member: "Somebody with this address belongs to the organisation already.",
  above_own_role: ({ role }) => `Your role is below ${role}: only an owner can do this.`,
  limit_reached: ({ limit }) =>
    `${limit} invitations are open already, which is as many as there may be. Revoke those that are no longer needed.`,
  slow_down: ({ what, waitSeconds }) => {
    const sent =
      what === "invitation"
        ? "This invitation was sent a moment ago."
        : `${what === "person" ? "You have" : "The organisation has"} sent as many invitations as may be within an hour.`;
    return `${sent} Wait ${duration(waitSeconds)}, then try again.`;
  },
  invalid: ({ fields }) => Object.values(fields).flat()[0] ?? "It cannot be used.",
  repeated: "This form was sent already. Close the dialog to see who is invited.",
} as const satisfies Sentences<Refusal>;
