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
    summary: "Take back the rules that were to hold from a later moment, and tell those who were told of them.",
    scope: "organisations:write",
    permission: "change_policy",
    params: resourceParams,
    answers: {
      204: { text: "what was planned is the draft again, unless there is another; 404 when nothing is planned" },
    },
  },
  async ({ principal, params }) => {
    const result = await cancelPlannedPolicy(db, principal, params.uuid);
    switch (result.status) {
      case "cancelled":
        return noContent();
      case "nothing_planned":
        throw problem("not_found", {
          detail: "Look at the policy again: nothing is planned. It applies already, or was cancelled.",
        });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(cancel);
