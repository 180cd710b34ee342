import { z } from "zod";
import { db } from "@/db/database";
import { listOrganisations, ORGANISATION_ORDERS } from "@/db/organisation/organisation";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/list";
import { problem } from "@/lib/api/problem";
import { textParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { appLink } from "@/lib/app-link";
import { createOrganisation } from "@/lib/organisation/create";
import { organisationInput } from "@/lib/organisation/input";
import { organisationJson } from "@/lib/organisation/json";

const PATH = "/iam/v3/organisations/";

const list = endpoint(
  {
    summary: "List the organisations that the token reaches, or a part of them.",
    scope: "organisations:read",
    permission: "see_organisation",
    query: z.object({
      ...listParameters,
      o: orderParameter(ORGANISATION_ORDERS).default({ field: "name", descending: false }),
      slug: textParameter("slug"),
      name: textParameter("name"),
    }),
  },
  async ({ request, principal, query }) => {
    const roles = new Map(principal.organisations.map(({ id, role }) => [id, role]));
    const { rows, count } = await listOrganisations(db, {
      ids: [...roles.keys()],
      filter: { slug: query.slug, name: query.name },
      order: query.o,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    });
    const results = rows.map((row) => organisationJson(row, roles.get(row.id) ?? "guest"));
    return json(listJson(request, PATH, { number: query.page, size: query.page_size, count, results }));
  },
);

const create = endpoint(
  {
    summary: "Make an organisation, of which the token's owner becomes the owner.",
    scope: "organisations:write",
    body: organisationInput,
  },
  async ({ request, principal, body }) => {
    const result = await createOrganisation(db, principal, body.name);
    if (result.status === "not_for_token")
      throw problem("exceeds_caller", { detail: `Use a personal token without limits. ${result.detail}` });
    if (result.status === "address_unproved") {
      throw problem("address_not_confirmed", { members: { fix_url: appLink("/account/security") } });
    }
    const answer = json(organisationJson(result.organisation, "owner"), 201);
    answer.headers.set("Location", `${baseUrl(request)}${PATH}${result.organisation.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
