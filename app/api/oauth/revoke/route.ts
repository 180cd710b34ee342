import { db } from "@/db/database";
import { revokeBySecret } from "@/lib/access-token/revocation/revoke-by-secret";
import { done } from "@/lib/api/answer/json";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { clientOf } from "@/lib/client";
import { revokeInput } from "@/lib/oauth/input";

const post = endpoint(
  {
    method: "POST",
    path: "/oauth/revoke",
    summary:
      "Revoke a token by its secret, for good (RFC 7009). Nothing else is asked for: who has the secret may end the token, from wherever, also one that has expired. An Authorization header is not looked at.",
    scope: "none",
    protocol: "oauth",
    ending: true,
    body: withExample(revokeInput, { token: "lk_pat_…" }),
    answers: { 200: { text: "it does not work any more, or never did; no body" } },
  },
  async ({ request, body: { token } }) => {
    await revokeBySecret(db, token, clientOf(request.headers));
    return done();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
