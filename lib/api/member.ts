import { memberUnproved } from "@/lib/address-proof/message";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import type { ChangeRoleResult } from "@/lib/organisation/member/change-role";
import type { RemoveMemberResult } from "@/lib/organisation/member/remove";
import { type Problem, problem } from "./answer/problem";
import { aboveOwnRoleProblem, organisationProblem } from "./organisation";

type MemberRefusal = Exclude<ChangeRoleResult | RemoveMemberResult, { status: "changed" | "removed" }>;

/** The problem for a refusal to change a membership. */
export function memberProblem(refusal: MemberRefusal, principal: TokenPrincipal): Problem {
  switch (refusal.status) {
    case "member_not_found":
      return problem("not_found", { because: "This person does not belong to the organisation." });
    case "above_own_role":
      return aboveOwnRoleProblem(refusal);
    case "heir_not_found":
      return problem("invalid_request", {
        detail: "Choose another colleague: this one can't take over.",
      });
    case "member_unproved":
      return problem("address_not_confirmed", { detail: memberUnproved() });
    case "last_owner":
      return problem("invalid_request", {
        detail: "Make someone else an owner first: this is the only owner with a working account.",
      });
    default:
      return organisationProblem(refusal, principal);
  }
}
