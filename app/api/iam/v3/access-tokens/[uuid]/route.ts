import { db } from "@/db/database";
import { editToken } from "@/lib/access-token/edit";
import { findToken } from "@/lib/access-token/find";
import { editTokenInput } from "@/lib/access-token/input";
import { publicTokenJson } from "@/lib/access-token/json";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import {
  exceedsCaller,
  invalidFields,
  limitReached,
  revokeQuery,
  tokenNotFound,
  tokenParams,
} from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { problem } from "@/lib/api/problem";
import { route } from "@/lib/api/route";

const get = endpoint(
  { summary: "One access token within the calling one.", scope: "tokens:read", params: tokenParams },
  async ({ principal, params }) => {
    const token = await findToken(db, principal, params.uuid);
    if (token === undefined) throw tokenNotFound();
    return json(publicTokenJson(token));
  },
);

const edit = endpoint(
  {
    summary: "Change an access token in place; its secret stays.",
    scope: "tokens:write",
    params: tokenParams,
    body: editTokenInput,
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
    summary: "Revoke an access token: 204, also when it is revoked already.",
    scope: "tokens:write",
    params: tokenParams,
    query: revokeQuery,
    ending: true,
  },
  async ({ principal, params, query }) => {
    const outcome = await revokeToken(db, principal, { id: params.uuid, reason: query.reason ?? null });
    if (outcome.status === "not_found") throw tokenNotFound();
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: edit, DELETE: revoke });
