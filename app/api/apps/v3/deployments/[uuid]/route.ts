import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { deploymentProblem } from "@/lib/api/deployment";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { findDeployment } from "@/lib/deployment/find";
import { reportDeploymentInput } from "@/lib/deployment/input";
import { DEPLOYMENT_EXAMPLE, deploymentJson, deploymentSchema } from "@/lib/deployment/json";
import { reportDeployment } from "@/lib/deployment/report";

const PATH = "/apps/v3/deployments/{uuid}/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get a deployment of an environment that the token has access to.",
    scope: "deployments:read",
    permission: "see_applications",
    params: resourceParams,
    answers: { 200: answer("the deployment", deploymentSchema, DEPLOYMENT_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const found = await findDeployment(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    return json(deploymentJson(found.deployment));
  },
);

const report = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary:
      "Report the progress of a deployment, and append to its log. Progress or log lines start a queued deployment; succeeded sets it to 100 percent. A missing line break at the end is added, and secrets are redacted.",
    scope: "deployments:write",
    permission: "change_applications",
    params: resourceParams,
    body: withExample(reportDeploymentInput, { status: "running", percent: 40, log: "Installing dependencies\n" }),
    answers: { 200: answer("the updated deployment", deploymentSchema, DEPLOYMENT_EXAMPLE) },
    problems: ["deployment_ended"],
  },
  async ({ principal, params, body }) => {
    const result = await reportDeployment(db, principal, params.uuid, body);
    if (result.status !== "reported") throw deploymentProblem(result, principal);
    return json(deploymentJson(result.deployment));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, report);
