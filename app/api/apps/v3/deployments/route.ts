import { z } from "zod";
import { db } from "@/db/database";
import { DEPLOYMENT_ORDERS, listDeployments } from "@/db/deployment/deployment";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { uuidParameter } from "@/lib/api/request/parameter";
import { reachOf } from "@/lib/authorization/reach";
import { requestDeploymentInput } from "@/lib/deployment/input";
import { DEPLOYMENT_EXAMPLE, deploymentJson, deploymentSchema } from "@/lib/deployment/json";
import { requestDeployment } from "@/lib/deployment/request";

const PATH = "/apps/v3/deployments/";
const QUEUED = { status: "queued", percent: 0, started_at: null } as const;

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the deployments of the environments that the token has access to.",
    scope: "deployments:read",
    permission: "see_applications",
    query: z.object({
      application: uuidParameter("application", "uuid of an application"),
      environment: uuidParameter("environment", "uuid of an environment"),
      // Clients of the Divio API take the first one for the latest.
      o: orderParameter(DEPLOYMENT_ORDERS, { field: "created_at", descending: true }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the deployments", deploymentSchema, DEPLOYMENT_EXAMPLE) },
  },
  async ({ request, principal, query }) => {
    const { rows, count } = await listDeployments(db, {
      reach: reachOf(principal),
      filter: { applicationId: query.application, environmentId: query.environment },
      order: query.o,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    });
    const results = rows.map(deploymentJson);
    return json(listJson(request, PATH, { number: query.page, size: query.page_size, count, results }));
  },
);

const create = endpoint(
  {
    method: "POST",
    path: PATH,
    summary:
      "Record a deployment of an environment, with its current variables. A job picks up the queued deployment and reports its progress. If no job does within an hour, the deployment is abandoned.",
    scope: "deployments:write",
    permission: "change_applications",
    body: withExample(requestDeploymentInput, { environment: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27" }),
    answers: { 201: answer("the deployment", deploymentSchema, { ...DEPLOYMENT_EXAMPLE, ...QUEUED }) },
  },
  async ({ request, principal, body }) => {
    const result = await requestDeployment(db, principal, body);
    if (result.status !== "requested") throw organisationProblem(result, principal);
    return created(deploymentJson(result.deployment), `${baseUrl(request)}${PATH}${result.deployment.id}/`);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
