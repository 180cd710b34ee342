import { db } from "@/db/database";
import { exceedsCaller } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { accessInput, organisationTokenParams } from "@/lib/api/organisation-token";
import { atLeast } from "@/lib/organisation/member/roles";
import { CHANGED_ACCESS_EXAMPLE, changedAccessSchema } from "@/lib/organisation/token/schema";
import { restoreAccess, withdrawAccess } from "@/lib/organisation/token/withdraw";

const change = endpoint(
  {
    method: "PATCH",
    path: "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/",
    summary:
      "Withdraw or restore a personal token's access to the organisation. The token keeps working everywhere else.",
    scope: "organisations:write",
    permission: "withdraw_access",
    params: organisationTokenParams,
    body: withExample(accessInput, { state: "withdrawn", reason: "Not used any more" }),
    answers: {
      200: answer(
        "the current access; repeating the request changes nothing",
        changedAccessSchema,
        CHANGED_ACCESS_EXAMPLE,
      ),
    },
    problems: ["exceeds_caller"],
  },
  async ({ principal, params, body }) => {
    requireOrganisation(principal, params.uuid, "withdraw_access");
    const target = { organisationId: params.uuid, tokenId: params.token };
    const reason = body.reason === "" ? null : body.reason;
    const result =
      body.state === "withdrawn"
        ? await withdrawAccess(db, principal, { ...target, reason })
        : await restoreAccess(db, principal, target);
    switch (result.status) {
      case "withdrawn":
      case "restored":
        return json({ uuid: params.token, access: { state: body.state, reason: result.reason } });
      case "not_personal":
        throw problem("invalid_request", { detail: "Revoke the token instead: it is the organisation's own." });
      case "decided_above":
        throw problem("role_required", {
          detail: `Ask ${atLeast(result.role)} of the organisation, or the person who withdrew the access, to restore it.`,
        });
      case "exceeds_caller":
        throw exceedsCaller(result.fields);
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(change);
