import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { countedFailure } from "@/lib/api/request/rate-limit";
import { clientOf } from "@/lib/client";
import { CLIENT_ID, DEVICE_GRANT, tokenRequestInput } from "@/lib/device-login/input";
import { takeToken } from "@/lib/device-login/take-token";
import { TOKEN_SECONDS } from "@/lib/device-login/token-input";
import { oauthRefusal, requireKnownClient, TOKEN_ERRORS, tokenAnswerSchema } from "@/lib/oauth/device-login";

const post = endpoint(
  {
    method: "POST",
    path: "/oauth/token",
    summary:
      "Poll for the token of a login started at /oauth/device_authorization (RFC 8628) until someone has allowed or denied it. The token is created with this response, with the kind cli and a lifetime of 90 days. A device code works once.",
    scope: "none",
    protocol: "oauth",
    revealsSecret: true,
    body: withExample(tokenRequestInput, { grant_type: DEVICE_GRANT, client_id: CLIENT_ID, device_code: "x7Tq…" }),
    answers: {
      200: answer("the token", tokenAnswerSchema, {
        access_token: "lk_cli_…",
        token_type: "Bearer",
        expires_in: TOKEN_SECONDS,
        scope: "all",
      }),
    },
    oauthErrors: TOKEN_ERRORS,
    problems: ["rate_limited"],
  },
  async ({ request, body }) => {
    if (body.grant_type !== DEVICE_GRANT)
      throw oauthRefusal("unsupported_grant_type", TOKEN_ERRORS.unsupported_grant_type);
    requireKnownClient(body.client_id);
    if (body.device_code === undefined || body.device_code === "") {
      throw problem("invalid_request", { errors: { device_code: ["Send the device_code of the login."] } });
    }
    const client = clientOf(request.headers);
    const result = await takeToken(db, body.device_code, client);
    if (result.status === "taken") {
      const { secret, token } = result;
      return json({
        access_token: secret,
        token_type: "Bearer" as const,
        expires_in: TOKEN_SECONDS,
        scope: token.scopes.join(" "),
      });
    }
    const refusal = oauthRefusal(result.status, TOKEN_ERRORS[result.status]);
    // Who guesses device codes is slowed down; who has one is never refused for a neighbour's guesses.
    throw result.status === "invalid_grant" ? await countedFailure(refusal, client.address) : refusal;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
