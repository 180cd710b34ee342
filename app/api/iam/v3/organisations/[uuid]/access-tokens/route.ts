import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { listJson } from "@/lib/api/answer/list";
import { listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { pathOf } from "@/lib/api/endpoint/path";
import { route } from "@/lib/api/endpoint/route";
import { requireOrganisation } from "@/lib/api/organisation";
import { organisationParams, organisationTokensQuery } from "@/lib/api/organisation-token";
import { publicOrganisationTokenJson } from "@/lib/organisation/token/json";
import { listOrganisationTokens } from "@/lib/organisation/token/list";
import { ORGANISATION_TOKEN_EXAMPLE, organisationTokenSchema } from "@/lib/organisation/token/schema";

const PATH = "/iam/v3/organisations/{uuid}/access-tokens/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary:
      "List the tokens with access to an organisation, personal and its own. Owners and admins see all; everyone else sees their own and those of their teams.",
    scope: "tokens:read",
    permission: "see_tokens",
    params: organisationParams,
    query: organisationTokensQuery,
    answers: { 200: listAnswer("the tokens", organisationTokenSchema, ORGANISATION_TOKEN_EXAMPLE) },
  },
  async ({ request, principal, params, query }) => {
    const organisation = requireOrganisation(principal, params.uuid, "see_tokens");
    const { tokens, count } = await listOrganisationTokens(db, principal, organisation, {
      filter: query.filter,
      order: query.o,
      page: query.page,
      pageSize: query.page_size,
    });
    const results = tokens.map(publicOrganisationTokenJson);
    return json(listJson(request, pathOf(PATH, params), { number: query.page, size: query.page_size, count, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list);
