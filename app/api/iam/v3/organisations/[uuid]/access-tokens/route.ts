import { db } from "@/db/database";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { listJson } from "@/lib/api/list";
import { requireOrganisation } from "@/lib/api/organisation";
import { organisationParams, organisationTokensQuery } from "@/lib/api/organisation-token";
import { route } from "@/lib/api/route";
import { publicOrganisationTokenJson } from "@/lib/organisation/token/json";
import { listOrganisationTokens } from "@/lib/organisation/token/list";

const list = endpoint(
  {
    summary:
      "Every token, personal or its own, that reaches an organisation: for owners and admins all, for others their own and those of their teams.",
    scope: "tokens:read",
    permission: "see_tokens",
    params: organisationParams,
    query: organisationTokensQuery,
  },
  async ({ request, principal, params, query }) => {
    const organisation = requireOrganisation(principal, params.uuid, "see_tokens");
    const { tokens, count } = await listOrganisationTokens(db, principal, organisation, {
      filter: query.filter,
      order: query.o,
      page: query.page,
      pageSize: query.page_size,
    });
    const path = `/iam/v3/organisations/${organisation.id}/access-tokens/`;
    const results = tokens.map(publicOrganisationTokenJson);
    return json(listJson(request, path, { number: query.page, size: query.page_size, count, results }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list });
