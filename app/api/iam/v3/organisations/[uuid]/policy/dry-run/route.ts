import { z } from "zod";
import { db } from "@/db/database";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { listJson, listParameters } from "@/lib/api/list";
import { requireOrganisation } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { blockedTokenJson } from "@/lib/organisation/policy/json";
import { readPolicies } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";

const get = endpoint(
  {
    summary: "The tokens that the draft of the rules would block, the most recently used first.",
    scope: "organisations:read",
    // Whose tokens reach the organisation is for those who see them all.
    permission: "withdraw_access",
    params: resourceParams,
    query: z.strictObject(listParameters),
  },
  async ({ request, principal, params, query: { page, page_size: size } }) => {
    requireOrganisation(principal, params.uuid, "withdraw_access");
    const { draft, planned, inForce } = await readPolicies(db, params.uuid);
    const { blocked } = await dryRun(db, params.uuid, rulesOf(draft ?? planned ?? inForce));
    const results = blocked.slice((page - 1) * size, page * size).map(blockedTokenJson);
    const path = `/iam/v3/organisations/${params.uuid}/policy/dry-run/`;
    return json(listJson(request, path, { number: page, size, count: blocked.length, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get });
