import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { listJson, listParameters } from "@/lib/api/answer/list";
import { problem } from "@/lib/api/answer/problem";
import { listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { oneOf } from "@/lib/one-of";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { blockedTokenJson } from "@/lib/organisation/policy/json";
import { readPolicies, TRIED, versionToTry } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { BLOCKED_TOKEN_EXAMPLE, blockedTokenSchema } from "@/lib/organisation/policy/schema";

const PATH = "/iam/v3/organisations/{uuid}/policy/dry-run/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary:
      "List the tokens that the rules would block, most recently used first: the draft, or else the planned or the enforced rules.",
    scope: "organisations:read",
    // Whose tokens reach the organisation is for those who see them all.
    permission: "withdraw_access",
    params: resourceParams,
    query: z.strictObject({
      of: z
        .enum(TRIED)
        .describe(`${oneOf(TRIED)}; default: the first of these that exists`)
        .optional(),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the tokens, most recently used first", blockedTokenSchema, BLOCKED_TOKEN_EXAMPLE) },
  },
  async ({ request, principal, params, query: { page, page_size: size, of } }) => {
    requireOrganisation(principal, params.uuid, "withdraw_access");
    const policies = await readPolicies(db, params.uuid);
    const version = versionToTry(policies, of);
    if (of !== undefined && version === undefined)
      throw problem("not_found", { detail: "Leave out of, or choose other rules: these don't exist." });
    const { blocked } = await dryRun(db, params.uuid, rulesOf(version), rulesOf(policies.inForce));
    const results = blocked.slice((page - 1) * size, page * size).map(blockedTokenJson);
    return json(listJson(request, pathOf(PATH, params), { number: page, size, count: blocked.length, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
