import { db } from "@/db/database";
import { json, noContent } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { deleteApplication } from "@/lib/application/delete";
import { editApplication } from "@/lib/application/edit";
import { findApplication } from "@/lib/application/find";
import { editApplicationInput } from "@/lib/application/input";
import { APPLICATION_EXAMPLE, applicationJson, applicationSchema } from "@/lib/application/json";

const PATH = "/apps/v3/applications/{uuid}/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get an application that the token has access to.",
    scope: "applications:read",
    permission: "see_applications",
    params: resourceParams,
    answers: {
      200: answer(
        "the application, even if the token has access to only one of its environments",
        applicationSchema,
        APPLICATION_EXAMPLE,
      ),
    },
  },
  async ({ principal, params }) => {
    const found = await findApplication(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    return json(applicationJson(found.application));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Rename an application, or transfer it to another organisation. Its slug stays the same.",
    scope: "applications:write",
    permission: "change_applications",
    params: resourceParams,
    body: withExample(editApplicationInput, { name: "Regatta" }),
    answers: { 200: answer("the updated application", applicationSchema, APPLICATION_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const result = await editApplication(db, principal, params.uuid, body);
    if (result.status !== "edited") throw organisationProblem(result, principal);
    return json(applicationJson(result.application));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete an application, along with its environments and their variables.",
    scope: "applications:write",
    permission: "delete_application",
    params: resourceParams,
    answers: { 204: {} },
  },
  async ({ principal, params }) => {
    const result = await deleteApplication(db, principal, params.uuid);
    if (result.status !== "deleted") throw organisationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
