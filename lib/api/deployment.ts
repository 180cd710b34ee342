import type { TokenPrincipal } from "@/lib/authorization/principal";
import { endedMessage } from "@/lib/deployment/refusals";
import type { ReportDeploymentResult } from "@/lib/deployment/report";
import { invalidFields } from "./access-token";
import { type Problem, problem } from "./answer/problem";
import { organisationProblem } from "./organisation";

/** The problem for a report that changed nothing. */
export function deploymentProblem(
  refusal: Exclude<ReportDeploymentResult, { status: "reported" }>,
  principal: TokenPrincipal,
): Problem {
  switch (refusal.status) {
    case "ended":
      return problem("deployment_ended", {
        because: endedMessage(refusal),
        members: { deployment_status: refusal.as },
      });
    case "invalid":
      return invalidFields(refusal.fields);
    default:
      return organisationProblem(refusal, principal);
  }
}
