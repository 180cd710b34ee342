import { db } from "@/db/database";
import { editToken } from "@/lib/access-token/edit";
import { findToken } from "@/lib/access-token/find";
import { editTokenInput } from "@/lib/access-token/input";
import { publicTokenJson } from "@/lib/access-token/json";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { TOKEN_EXAMPLE, tokenSchema } from "@/lib/access-token/schema";
import {
  ACCESS_TOKENS_PATH,
  exceedsCaller,
  invalidFields,
  limitReached,
  revokeQuery,
  tokenNotFound,
  tokenParams,
} from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";

const PATH = `${ACCESS_TOKENS_PATH}{uuid}/`;

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get an access token that has no more access than the calling token.",
    scope: "tokens:read",
    params: tokenParams,
    answers: { 200: answer("the token", tokenSchema, TOKEN_EXAMPLE) },
  },
  async ({ principal, params }) => {
    const token = await findToken(db, principal, params.uuid);
    if (token === undefined) throw tokenNotFound();
    return json(publicTokenJson(token));
  },
);

const edit = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Update an access token. Its secret stays the same.",
    scope: "tokens:write",
    params: tokenParams,
    body: withExample(editTokenInput, { label: "Deploy from GitLab", expiration_date: null }),
    answers: { 200: answer("the updated token; fields you leave out stay the same", tokenSchema, TOKEN_EXAMPLE) },
    problems: ["exceeds_caller", "token_limit_reached"],
  },
  async ({ principal, params, body }) => {
    const result = await editToken(db, principal, params.uuid, body);
    switch (result.status) {
      case "edited":
        return json(result.token);
      case "not_found":
        throw tokenNotFound();
      case "invalid":
        throw invalidFields(result.fields);
      case "not_editable":
        throw problem("invalid_request", { detail: `Use an active token, or create a new one. ${result.detail}` });
      case "exceeds_caller":
        throw exceedsCaller(result.fields);
      case "limit_reached":
        throw limitReached(result.limit);
      case "reauthentication_required":
        throw new Error("a token was asked for a password");
    }
  },
);

const revoke = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Revoke an access token. Returns 204 even if it is already revoked.",
    scope: "tokens:write",
    params: tokenParams,
    query: revokeQuery,
    ending: true,
    answers: { 204: {} },
  },
  async ({ principal, params, query }) => {
    const outcome = await revokeToken(db, principal, { id: params.uuid, reason: query.reason ?? null });
    if (outcome.status === "not_found") throw tokenNotFound();
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, edit, revoke);
