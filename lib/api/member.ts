import { memberUnproved } from "@/lib/address-proof/message";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import type { ChangeRoleResult } from "@/lib/organisation/member/change-role";
import type { RemoveMemberResult } from "@/lib/organisation/member/remove";
import { type Problem, problem } from "./answer/problem";
import { organisationProblem } from "./organisation";

type MemberRefusal = Exclude<ChangeRoleResult | RemoveMemberResult, { status: "changed" | "removed" }>;

/** The problem that a refusal to change who belongs to an organisation is. */
export function memberProblem(refusal: MemberRefusal, principal: TokenPrincipal): Problem {
  switch (refusal.status) {
    case "member_not_found":
      return problem("not_found", { because: "This person does not belong to the organisation." });
    case "above_own_role":
      return problem("role_required", {
        because: `Your role is below ${refusal.role}: nobody changes who stands above, or raises anybody above, himself or herself.`,
      });
    case "heir_not_found":
      return problem("invalid_request", {
        detail: "Name another colleague: there is no such one who could take over.",
      });
    case "member_unproved":
      return problem("address_not_confirmed", { detail: memberUnproved() });
    case "last_owner":
      return problem("invalid_request", {
        detail: "Make someone else an owner first: this is the only owner with an account that can be used.",
      });
    default:
      return organisationProblem(refusal, principal);
  }
}
