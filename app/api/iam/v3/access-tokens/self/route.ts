import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { publicTokenJson } from "@/lib/access-token/json";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { revokeQuery, tokenNotFound } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { route } from "@/lib/api/route";

const get = endpoint({ summary: "The access token in use.", scope: "any" }, async ({ principal }) => {
  const token = await findToken(db, principal, principal.token.id);
  if (token === undefined) throw tokenNotFound();
  return json(publicTokenJson(token));
});

const revoke = endpoint(
  { summary: "Revoke the access token in use. Every token may.", scope: "any", query: revokeQuery, ending: true },
  async ({ principal, query }) => {
    await revokeToken(db, principal, { id: principal.token.id, reason: query.reason ?? null });
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, DELETE: revoke });
