import { db } from "@/db/database";
import { createToken } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { listPublicTokens } from "@/lib/access-token/list";
import {
  TOKEN_EXAMPLE,
  TOKEN_WITH_SECRET_EXAMPLE,
  tokenSchema,
  tokenWithSecretSchema,
} from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH, exceedsCaller, invalidFields, limitReached, tokensQuery } from "@/lib/api/access-token";
import { created, jsonAs } from "@/lib/api/answer/json";
import { baseUrl, listText } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";

const list = endpoint(
  {
    method: "GET",
    path: ACCESS_TOKENS_PATH,
    summary: "List the access tokens that have no more access than the calling token.",
    scope: "tokens:read",
    query: tokensQuery,
    answers: { 200: listAnswer("the access tokens", tokenSchema, TOKEN_EXAMPLE) },
  },
  async ({ request, principal, query }) => {
    const { page, page_size: pageSize, o: order, organisation, team, application, ...rest } = query;
    const filter = { ...rest, organisationId: organisation, teamId: team, applicationId: application };
    const { tokens: results, count } = await listPublicTokens(db, principal, { filter, order, page, pageSize });
    return jsonAs(listText(request, ACCESS_TOKENS_PATH, { number: page, size: pageSize, count, results }));
  },
);

const create = endpoint(
  {
    method: "POST",
    path: ACCESS_TOKENS_PATH,
    summary: "Create a personal or organisation access token, no stronger than the calling one.",
    scope: "tokens:write",
    revealsSecret: true,
    body: withExample(createTokenInput, {
      label: "Deploy from GitHub",
      purpose: "ci_pipeline",
      scopes: ["applications:read", "deployments:write"],
      expiration_date: "2027-06-30T12:00:00Z",
      limits: [{ organisation: "0198f2b4-3d10-7a52-9c07-4e8b21d6f935" }],
    }),
    answers: {
      201: answer(
        "the token with access_token, its secret, which is shown only once",
        tokenWithSecretSchema,
        TOKEN_WITH_SECRET_EXAMPLE,
      ),
    },
    problems: [
      "exceeds_caller",
      "token_limit_reached",
      "not_found",
      "role_required",
      "blocked_by_policy",
      "access_withdrawn",
    ],
  },
  async ({ request, principal, body }) => {
    const result = await createToken(db, principal, body);
    switch (result.status) {
      case "created": {
        const location = `${baseUrl(request)}${ACCESS_TOKENS_PATH}${result.token.uuid}/`;
        return created({ ...result.token, access_token: result.secret }, location);
      }
      case "invalid":
        throw invalidFields(result.fields);
      case "exceeds_caller":
        throw exceedsCaller(result.fields);
      case "limit_reached":
        throw limitReached(result.limit);
      case "not_found":
      case "role_required":
      case "blocked_by_policy":
      case "access_withdrawn":
        throw organisationProblem(result, principal);
      case "reauthentication_required":
        throw new Error("a token was asked for a password");
    }
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
