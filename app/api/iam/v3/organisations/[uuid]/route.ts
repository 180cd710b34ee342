import { db } from "@/db/database";
import { findOrganisation } from "@/db/organisation/organisation";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { organisationProblem, requireOrganisation } from "@/lib/api/organisation";
import { problem } from "@/lib/api/problem";
import { resourceParams } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { deleteOrganisation } from "@/lib/organisation/delete";
import { organisationInput } from "@/lib/organisation/input";
import { organisationJson } from "@/lib/organisation/json";
import { renameOrganisation } from "@/lib/organisation/rename";

const get = endpoint(
  {
    summary: "One organisation, also when the token reaches only a part of it.",
    scope: "organisations:read",
    permission: "see_organisation",
    params: resourceParams,
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
    summary: "Rename an organisation; its slug stays.",
    scope: "organisations:write",
    permission: "change_organisation",
    params: resourceParams,
    body: organisationInput.partial(),
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
    summary: "Delete an organisation that has no applications, with its tokens.",
    scope: "organisations:write",
    permission: "change_organisation",
    params: resourceParams,
  },
  async ({ principal, params }) => {
    const result = await deleteOrganisation(db, principal, params.uuid);
    switch (result.status) {
      case "deleted":
        return noContent();
      case "has_applications":
        throw problem("invalid_request", {
          detail: `Delete or transfer what it has first: the organisation has ${result.count} application${result.count === 1 ? "" : "s"}.`,
        });
      case "is_platform":
        throw problem("invalid_request", {
          detail: "Choose another organisation: this is the platform's own, whose owners look after the instance.",
        });
      default:
        throw organisationProblem(result, principal);
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: edit, DELETE: remove });
