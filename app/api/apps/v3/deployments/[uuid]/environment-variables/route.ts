import { db } from "@/db/database";
import { listDeploymentVariables } from "@/db/deployment/variable";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { findDeployment } from "@/lib/deployment/find";
import {
  DEPLOYMENT_VARIABLES_EXAMPLE,
  deploymentVariablesJson,
  deploymentVariablesSchema,
} from "@/lib/deployment/json";

const get = endpoint(
  {
    method: "GET",
    path: "/apps/v3/deployments/{uuid}/environment-variables",
    summary: "Get the variables that a deployment was recorded with.",
    scope: "deployments:read",
    furtherScopes: ["environment-variables:read"],
    permission: "see_applications",
    params: resourceParams,
    answers: {
      200: answer("the variables by name", deploymentVariablesSchema, DEPLOYMENT_VARIABLES_EXAMPLE),
    },
  },
  async ({ principal, params }) => {
    const found = await findDeployment(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    const variables = await listDeploymentVariables(db, found.deployment.id);
    return json(deploymentVariablesJson(found.deployment, variables));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
