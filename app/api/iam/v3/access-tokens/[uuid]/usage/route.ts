import { db } from "@/db/database";
import { USAGE_EXAMPLE, usageSchema } from "@/lib/access-token/usage/json";
import { findUsage } from "@/lib/access-token/usage/read";
import { ACCESS_TOKENS_PATH, tokenNotFound, tokenParams } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const get = endpoint(
  {
    method: "GET",
    path: `${ACCESS_TOKENS_PATH}{uuid}/usage/`,
    summary: "Get what an access token did in the last 90 days, and where it was last used.",
    scope: "tokens:read",
    params: tokenParams,
    answers: { 200: answer("what the token did by day, and its sources", usageSchema, USAGE_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const usage = await findUsage(db, principal, params.uuid);
    if (usage === undefined) throw tokenNotFound();
    return json(usage);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
