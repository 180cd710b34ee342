import { db } from "@/db/database";
import { readLogPart } from "@/db/deployment/log";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { findDeployment } from "@/lib/deployment/find";
import { DEPLOYMENT_LOG_EXAMPLE, deploymentLogSchema } from "@/lib/deployment/json";
import { LONGEST_LOG_BYTES } from "@/lib/deployment/log";

const get = endpoint(
  {
    method: "GET",
    path: "/apps/v3/deployments/{uuid}/logs",
    summary: "Get the log of a deployment as reported so far.",
    scope: "deployments:read",
    permission: "see_applications",
    params: resourceParams,
    answers: { 200: answer("the log", deploymentLogSchema, DEPLOYMENT_LOG_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const found = await findDeployment(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    const { id, is_log_cut } = found.deployment;
    const log = await readLogPart(db, id, 0, LONGEST_LOG_BYTES);
    return json({ uuid: id, logs: log?.content ?? "", truncated: is_log_cut });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
