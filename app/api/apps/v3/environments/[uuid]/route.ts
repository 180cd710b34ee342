import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { organisationProblem } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { deleteEnvironment } from "@/lib/environment/delete";
import { editEnvironment } from "@/lib/environment/edit";
import { findEnvironment } from "@/lib/environment/find";
import { editEnvironmentInput } from "@/lib/environment/input";
import { environmentJson } from "@/lib/environment/json";

const get = endpoint(
  {
    summary: "One environment that the token reaches.",
    scope: "applications:read",
    permission: "see_applications",
    params: resourceParams,
  },
  async ({ principal, params }) => {
    const found = await findEnvironment(db, principal, params.uuid);
    if (found.status !== "found") throw organisationProblem(found, principal);
    return json(environmentJson(found.environment));
  },
);

const edit = endpoint(
  {
    summary: "Rename an environment, or have another branch in it.",
    scope: "applications:write",
    permission: "change_applications",
    params: resourceParams,
    body: editEnvironmentInput,
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
    summary: "Delete an environment with its variables.",
    scope: "applications:write",
    permission: "change_applications",
    params: resourceParams,
  },
  async ({ principal, params }) => {
    const result = await deleteEnvironment(db, principal, params.uuid);
    if (result.status !== "deleted") throw organisationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: edit, DELETE: remove });
