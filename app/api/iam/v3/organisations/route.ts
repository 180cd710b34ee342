import { z } from "zod";
import { db } from "@/db/database";
import { listOrganisations, ORGANISATION_ORDERS } from "@/db/organisation/organisation";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { problem } from "@/lib/api/answer/problem";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { textParameter } from "@/lib/api/request/parameter";
import { appLink } from "@/lib/app-link";
import { createOrganisation } from "@/lib/organisation/create";
import { organisationInput } from "@/lib/organisation/input";
import { ORGANISATION_EXAMPLE, organisationJson, organisationSchema } from "@/lib/organisation/json";

const PATH = "/iam/v3/organisations/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the organisations that the token has access to, in whole or in part.",
    scope: "organisations:read",
    permission: "see_organisation",
    query: z.object({
      slug: textParameter("slug", "the exact slug"),
      name: textParameter("name", "the exact name"),
      o: orderParameter(ORGANISATION_ORDERS, { field: "name", descending: false }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the organisations", organisationSchema, ORGANISATION_EXAMPLE) },
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
    method: "POST",
    path: PATH,
    summary: "Create an organisation. The token's owner becomes its owner.",
    scope: "organisations:write",
    body: withExample(organisationInput, { name: "Harbour Studio" }),
    answers: { 201: answer("the organisation", organisationSchema, ORGANISATION_EXAMPLE) },
    problems: ["exceeds_caller", "address_not_confirmed"],
  },
  async ({ request, principal, body }) => {
    const result = await createOrganisation(db, principal, body.name);
    if (result.status === "not_for_token")
      throw problem("exceeds_caller", { detail: `Use a personal token without limits. ${result.detail}` });
    if (result.status === "address_unproved") {
      throw problem("address_not_confirmed", { members: { fix_url: appLink("/account/security") } });
    }
    const location = `${baseUrl(request)}${PATH}${result.organisation.id}/`;
    return created(organisationJson(result.organisation, "owner"), location);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
