import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { saveDraft } from "@/lib/organisation/policy/draft";
import { policyInput } from "@/lib/organisation/policy/input";
import { policiesJson } from "@/lib/organisation/policy/json";
import { readPolicies } from "@/lib/organisation/policy/read";
import { POLICIES_EXAMPLE, policiesSchema } from "@/lib/organisation/policy/schema";

const PATH = "/iam/v3/organisations/{uuid}/policy/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get the rules of an organisation: enforced, planned and draft.",
    scope: "organisations:read",
    permission: "see_policy",
    params: resourceParams,
    answers: { 200: answer("the rules", policiesSchema, POLICIES_EXAMPLE) },
  },
  async ({ principal, params }) => {
    requireOrganisation(principal, params.uuid, "see_policy");
    return json(policiesJson(await readPolicies(db, params.uuid)));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Change the draft of the rules. A draft blocks no tokens.",
    scope: "organisations:write",
    permission: "change_policy",
    params: resourceParams,
    body: withExample(policyInput, {
      expiration_required: true,
      longest_lifetime_seconds: 31536000,
      allowed_networks: null,
    }),
    answers: { 200: answer("the updated rules", policiesSchema, POLICIES_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const result = await saveDraft(db, principal, params.uuid, body);
    if (result.status !== "saved") throw organisationProblem(result, principal);
    return json(policiesJson(await readPolicies(db, params.uuid)));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit);
