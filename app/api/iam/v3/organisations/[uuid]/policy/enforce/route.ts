import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import { enforceInput } from "@/lib/organisation/policy/input";
import { policiesJson } from "@/lib/organisation/policy/json";
import { readPolicies } from "@/lib/organisation/policy/read";
import { enforcedSchema, POLICIES_EXAMPLE } from "@/lib/organisation/policy/schema";

const enforce = endpoint(
  {
    method: "POST",
    path: "/iam/v3/organisations/{uuid}/policy/enforce/",
    summary:
      "Enforce the draft of the rules, now or from a later time, and notify the owners of tokens that break them.",
    scope: "organisations:write",
    permission: "change_policy",
    params: resourceParams,
    body: withExample(enforceInput, { enforced_from: "2027-02-01T08:00:00+01:00" }),
    bodyMayBeAbsent: true,
    answers: {
      200: answer("the updated rules, and the number of people notified", enforcedSchema, {
        ...POLICIES_EXAMPLE,
        told: 2,
      }),
    },
    problems: ["draft_changed"],
  },
  async ({ principal, params, body }) => {
    const result = await enforcePolicy(db, principal, params.uuid, {
      from: body.enforced_from ?? undefined,
      draftId: body.draft,
    });
    switch (result.status) {
      case "enforced":
        return json({ ...policiesJson(await readPolicies(db, params.uuid)), told: result.told });
      case "no_draft":
        throw problem("invalid_request", {
          detail: "Create a draft first, with PATCH on the policy: there is no draft to enforce.",
        });
      case "draft_changed":
        throw problem("draft_changed", {
          detail: `Review the draft again, and pass its uuid as draft: ${result.by ?? "someone else"} changed it.`,
        });
      case "invalid":
        throw invalidFields(result.fields);
      case "reauthentication_required":
        throw new Error("a token was asked for a password");
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(enforce);
