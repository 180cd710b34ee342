import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { publicTokenJson } from "@/lib/access-token/json";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { TOKEN_EXAMPLE, tokenSchema } from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH, revokeQuery, tokenNotFound } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const PATH = `${ACCESS_TOKENS_PATH}self/`;

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "Get the access token in use.",
    scope: "any",
    answers: { 200: answer("the token", tokenSchema, TOKEN_EXAMPLE) },
    problems: ["not_found"],
  },
  async ({ principal }) => {
    const token = await findToken(db, principal, principal.token.id);
    if (token === undefined) throw tokenNotFound();
    return json(publicTokenJson(token));
  },
);

const revoke = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "Revoke the access token in use. Every token can do this.",
    scope: "any",
    query: revokeQuery,
    ending: true,
    answers: { 204: {} },
  },
  async ({ principal, query }) => {
    await revokeToken(db, principal, { id: principal.token.id, reason: query.reason ?? null });
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get, revoke);
