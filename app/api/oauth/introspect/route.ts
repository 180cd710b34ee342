import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { insufficientScope } from "@/lib/api/request/authentication";
import { routePattern } from "@/lib/api/request/route-pattern";
import { VERIFY } from "@/lib/authorization/scope";
import { introspectInput } from "@/lib/verification/input";
import { introspect } from "@/lib/verification/introspect";
import { INTROSPECTION_EXAMPLE, introspectionSchema } from "@/lib/verification/introspection-json";

const post = endpoint(
  {
    method: "POST",
    path: "/oauth/introspect",
    summary:
      "Check whether a token is active, whose it is and what it can do (RFC 7662), for a service that received its secret. Call it with an organisation's token that has the scope verify, as Basic (uuid and secret) or Bearer. The caller sees tokens with access to its own organisation, and only what concerns that organisation. A token of the platform's organisation sees all.",
    scope: VERIFY,
    protocol: "oauth",
    reading: true,
    uncounted: true,
    body: withExample(introspectInput, { token: "lk_pat_…", client_address: "203.0.113.7" }),
    answers: {
      200: answer(
        "the token; only active: false if it is not active or the caller has no access to it",
        introspectionSchema,
        INTROSPECTION_EXAMPLE,
      ),
    },
  },
  async ({ request, principal, body: { token, client_address: clientAddress = null } }) => {
    // A person's token never has it, whatever is stored.
    if (principal.owner.type !== "organisation") throw insufficientScope(principal, VERIFY, "/oauth/introspect");
    return json(await introspect(db, principal, token, { clientAddress, route: routePattern(request) }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
