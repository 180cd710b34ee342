import { db } from "@/db/database";
import { findOrganisation } from "@/db/organisation/organisation";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { resourceParams } from "@/lib/api/request/parameter";
import { deleteOrganisation } from "@/lib/organisation/delete";
import { organisationInput } from "@/lib/organisation/input";
import { ORGANISATION_EXAMPLE, organisationJson, organisationSchema } from "@/lib/organisation/json";
import { renameOrganisation } from "@/lib/organisation/rename";

const PATH = "/iam/v3/organisations/{uuid}/";

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get an organisation, even if the token has access to only a part of it.",
    scope: "organisations:read",
    permission: "see_organisation",
    params: resourceParams,
    answers: { 200: answer("the organisation", organisationSchema, ORGANISATION_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const { role } = requireOrganisation(principal, params.uuid, "see_organisation");
    const organisation = await findOrganisation(db, params.uuid);
    if (organisation === undefined) throw problem("not_found");
    return json(organisationJson(organisation, role));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Rename an organisation. Its slug stays the same.",
    scope: "organisations:write",
    permission: "change_organisation",
    params: resourceParams,
    body: withExample(organisationInput.partial(), { name: "Harbour & Sons" }),
    answers: { 200: answer("the updated organisation", organisationSchema, ORGANISATION_EXAMPLE) },
  },
  async ({ principal, params, body }) => {
    const { name } = requireOrganisation(principal, params.uuid, "change_organisation");
    const result = await renameOrganisation(db, principal, params.uuid, body.name ?? name);
    if (result.status !== "renamed") throw organisationProblem(result, principal);
    return json(organisationJson(result.organisation, result.role));
  },
);

const remove = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Delete an organisation without applications, along with its tokens.",
    scope: "organisations:write",
    permission: "change_organisation",
    params: resourceParams,
    answers: { 204: { text: "no body; 400 if the organisation still has applications" } },
  },
  async ({ principal, params }) => {
    const result = await deleteOrganisation(db, principal, params.uuid);
    switch (result.status) {
      case "deleted":
        return noContent();
      case "has_applications":
        throw problem("invalid_request", {
          detail: `Delete or transfer its applications first: the organisation has ${result.count} application${result.count === 1 ? "" : "s"}.`,
        });
      case "is_platform":
        throw problem("invalid_request", {
          detail: "Choose another organisation: the platform's own can't be deleted.",
        });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, remove);
