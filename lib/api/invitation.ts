import type { TokenPrincipal } from "@/lib/authorization/principal";
import type { ResendResult } from "@/lib/invitation/change";
import type { InviteResult } from "@/lib/invitation/invite";
import { invalidFields } from "./access-token";
import { type Problem, problem } from "./answer/problem";
import { organisationProblem } from "./organisation";

type InvitationRefusal = Exclude<InviteResult | ResendResult, { status: "invited" | "resent" }>;

/** The problem for a refusal to invite someone. */
export function invitationProblem(refusal: InvitationRefusal, principal: TokenPrincipal): Problem {
  switch (refusal.status) {
    case "invitation_not_found":
      return problem("not_found", { because: "There is no such invitation." });
    case "invalid":
      return invalidFields(refusal.fields);
    case "already_member":
      return invalidFields({ email: ["Somebody with this address belongs to the organisation already."] });
    case "ended":
      return problem("invalid_request", {
        detail: "Invite them again if they should still join: this invitation was accepted or revoked already.",
      });
    case "slow_down":
      return problem("rate_limited", {
        because:
          refusal.what === "invitation"
            ? "The invitation was sent less than a minute ago."
            : `${refusal.what === "person" ? "You have" : "The organisation has"} sent as many invitations as may be within an hour.`,
        headers: { "Retry-After": String(refusal.waitSeconds) },
      });
    case "limit_reached":
      return problem("invitation_limit_reached", {
        because: `${refusal.limit} invitations are open already, which is as many as there may be.`,
      });
    case "above_own_role":
      return problem("role_required", {
        because: `Your role is below ${refusal.role}: nobody invites above himself or herself.`,
      });
    default:
      return organisationProblem(refusal, principal);
  }
}
