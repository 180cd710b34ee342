import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { deleteVariable } from "@/lib/environment-variable/delete";
import { editVariable } from "@/lib/environment-variable/edit";
import { findVariable } from "@/lib/environment-variable/find";
import { editVariableInput } from "@/lib/environment-variable/input";
import { VARIABLE_EXAMPLE, variableJson, variableSchema } from "@/lib/environment-variable/json";

const PATH = "/apps/v3/environment-variables/{uuid}/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get a variable of an environment that the token has access to.",
    scope: "environment-variables:read",
    permission: "see_applications",
    params: resourceParams,
    answers: { 200: answer("the variable; value is null if it is sensitive", variableSchema, VARIABLE_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const found = await findVariable(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    return json(variableJson(found.variable));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Change a variable's value, or make it sensitive.",
    scope: "environment-variables:write",
    permission: "change_applications",
    params: resourceParams,
    body: withExample(editVariableInput, { value: "battery staple" }),
    answers: { 200: answer("the updated variable", variableSchema, VARIABLE_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const result = await editVariable(db, principal, params.uuid, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "edited") throw organisationProblem(result, principal);
    return json(variableJson(result.variable));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete a variable.",
    scope: "environment-variables:write",
    permission: "change_applications",
    params: resourceParams,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await deleteVariable(db, principal, params.uuid);
    if (result.status !== "deleted") throw organisationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
