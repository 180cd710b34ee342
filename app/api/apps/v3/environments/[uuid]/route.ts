import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { deleteEnvironment } from "@/lib/environment/delete";
import { editEnvironment } from "@/lib/environment/edit";
import { findEnvironment } from "@/lib/environment/find";
import { editEnvironmentInput } from "@/lib/environment/input";
import { ENVIRONMENT_EXAMPLE, environmentJson, environmentSchema } from "@/lib/environment/json";

const PATH = "/apps/v3/environments/{uuid}/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get an environment that the token has access to.",
    scope: "applications:read",
    permission: "see_applications",
    params: resourceParams,
    answers: { 200: answer("the environment", environmentSchema, ENVIRONMENT_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const found = await findEnvironment(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    return json(environmentJson(found.environment));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Rename an environment, or change its branch.",
    scope: "applications:write",
    permission: "change_applications",
    params: resourceParams,
    body: withExample(editEnvironmentInput, { branch: "main" }),
    answers: { 200: answer("the updated environment", environmentSchema, ENVIRONMENT_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const result = await editEnvironment(db, principal, params.uuid, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "edited") throw organisationProblem(result, principal);
    return json(environmentJson(result.environment));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete an environment, along with its variables.",
    scope: "applications:write",
    permission: "change_applications",
    params: resourceParams,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await deleteEnvironment(db, principal, params.uuid);
    if (result.status !== "deleted") throw organisationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
