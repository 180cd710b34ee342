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
      "Permanently revoke a token by its secret (RFC 7009). The secret is all you need: anyone who has it can revoke the token, from anywhere, even after it expired. The Authorization header is ignored.",
    scope: "none",
    protocol: "oauth",
    ending: true,
    body: withExample(revokeInput, { token: "lk_pat_…" }),
    answers: { 200: { text: "the token doesn't work any more, or never did; no body" } },
  },
  async ({ request, body: { token } }) => {
    await revokeBySecret(db, token, clientOf(request.headers));
    return done();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
