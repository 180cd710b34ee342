import type { TokenPrincipal } from "@/lib/authorization/principal";
import type { ResendResult } from "@/lib/invitation/change";
import type { InviteResult } from "@/lib/invitation/invite";
import { ALREADY_MEMBER, openInvitationsMessage, sentLatelyMessage } from "@/lib/invitation/refusals";
import { invalidFields } from "./access-token";
import { type Problem, problem } from "./answer/problem";
import { aboveOwnRoleProblem, organisationProblem } from "./organisation";

type InvitationRefusal = Exclude<InviteResult | ResendResult, { status: "invited" | "resent" }>;

/** The problem for a refusal to invite someone. */
export function invitationProblem(refusal: InvitationRefusal, principal: TokenPrincipal): Problem {
  switch (refusal.status) {
    case "invitation_not_found":
      return problem("not_found", { because: "This invitation does not exist." });
    case "invalid":
      return invalidFields(refusal.fields);
    case "already_member":
      return invalidFields({ email: [ALREADY_MEMBER] });
    case "ended":
      return problem("invalid_request", {
        detail: "Invite them again if they should still join: this invitation was already accepted or revoked.",
      });
    case "slow_down":
      return problem("rate_limited", {
        because: sentLatelyMessage(refusal.what),
        headers: { "Retry-After": String(refusal.waitSeconds) },
      });
    case "limit_reached":
      return problem("invitation_limit_reached", { because: openInvitationsMessage(refusal.limit) });
    case "above_own_role":
      return aboveOwnRoleProblem(refusal);
    default:
      return organisationProblem(refusal, principal);
  }
}
