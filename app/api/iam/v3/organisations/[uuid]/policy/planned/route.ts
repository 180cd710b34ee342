import { db } from "@/db/database";
import { noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { cancelPlannedPolicy } from "@/lib/organisation/policy/cancel-planned";

const cancel = endpoint(
  {
    method: "DELETE",
    path: "/iam/v3/organisations/{uuid}/policy/planned/",
    summary: "Cancel the planned rules, and notify everyone who was told about them.",
    scope: "organisations:write",
    permission: "change_policy",
    params: resourceParams,
    answers: {
      204: {
        text: "no body; the planned rules become the draft again, unless there is another one; 404 if nothing is planned",
      },
    },
  },
  async ({ principal, params }) => {
    const result = await cancelPlannedPolicy(db, principal, params.uuid);
    switch (result.status) {
      case "cancelled":
        return noContent();
      case "nothing_planned":
        throw problem("not_found", {
          detail:
            "Check the policy again: nothing is planned. The rules are already enforced, or the plan was cancelled.",
        });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(cancel);
