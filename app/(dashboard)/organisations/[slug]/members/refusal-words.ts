import type { ResendResult } from "@/lib/invitation/change";
import type { CreateLinkResult } from "@/lib/invitation/create-link";
import type { InviteResult } from "@/lib/invitation/invite";
import type { ChangeRoleResult } from "@/lib/organisation/member/change-role";
import type { RemoveMemberResult } from "@/lib/organisation/member/remove";
import { duration } from "@/lib/time/relative";

type Refusal = Exclude<
  InviteResult | ResendResult | CreateLinkResult | ChangeRoleResult | RemoveMemberResult,
  { status: "invited" | "resent" | "created" | "changed" | "removed" | "reauthentication_required" }
>;

/** Why it was not done, and what would help, as a sentence. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.status) {
    case "member_not_found":
      return "This person no longer belongs to the organisation. Reload the page.";
    case "invitation_not_found":
      return "This invitation is no longer there. Reload the page.";
    case "ended":
      return "It was accepted or revoked meanwhile. Reload the page.";
    case "mail_on":
      return "Mail is on now: the organisation sends the invitation again.";
    case "heir_not_found":
      return "Choose a colleague who is no guest to take over.";
    case "already_member":
      return "Somebody with this address belongs to the organisation already.";
    case "slow_down": {
      const sent =
        refusal.what === "invitation"
          ? "This invitation was sent a moment ago."
          : `${refusal.what === "person" ? "You have" : "The organisation has"} sent as many invitations as may be within an hour.`;
      return `${sent} Wait ${duration(refusal.waitSeconds)}, then try again.`;
    }
    case "limit_reached":
      return `${refusal.limit} invitations are open already, which is as many as there may be. Revoke those that are no longer needed.`;
    case "above_own_role":
      return `Your role is below ${refusal.role}: only an owner can do this.`;
    case "last_owner":
      return "The organisation would be without an owner. Make somebody else an owner first.";
    case "invalid":
      return Object.values(refusal.fields).flat()[0] ?? "It cannot be used.";
    case "role_required":
      return "Only owners and admins can do this. Your role has changed.";
    case "not_found":
    case "blocked_by_policy":
    case "access_withdrawn":
      return "There is no such organisation any more, or you no longer belong to it.";
  }
}
