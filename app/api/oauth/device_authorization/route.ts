import { db } from "@/db/database";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { appLink } from "@/lib/app-link";
import { clientOf } from "@/lib/client";
import { shownUserCode } from "@/lib/device-login/code";
import { CLIENT_ID, startLoginInput } from "@/lib/device-login/input";
import { INTERVAL_SECONDS, LIFE_SECONDS, startLogin } from "@/lib/device-login/start";
import {
  AUTHORIZATION_ERRORS,
  DEVICE_PATH,
  deviceAuthorizationSchema,
  oauthRefusal,
  requireKnownClient,
} from "@/lib/oauth/device-login";

const post = endpoint(
  {
    method: "POST",
    path: "/oauth/device_authorization",
    summary:
      "Start the login of a device (RFC 8628), as the command line client does. A person enters the user code at /device, sees which machine is asking, and decides what its token can do. Only the client's name is required.",
    scope: "none",
    protocol: "oauth",
    limitedBy: "address of logins",
    body: withExample(startLoginInput, { client_id: CLIENT_ID, device_name: "build-host", scope: "tokens:write" }),
    answers: {
      200: answer("both codes, which work for 15 minutes", deviceAuthorizationSchema, {
        device_code: "x7Tq…",
        user_code: "WDJB-MJHT",
        verification_uri: "https://tokens.example/device",
        verification_uri_complete: "https://tokens.example/device?user_code=WDJB-MJHT",
        expires_in: LIFE_SECONDS,
        interval: INTERVAL_SECONDS,
      }),
    },
    oauthErrors: AUTHORIZATION_ERRORS,
  },
  async ({ request, body }) => {
    requireKnownClient(body.client_id);
    const started = await startLogin(db, body, clientOf(request.headers));
    if (started.status === "invalid_scope") throw oauthRefusal("invalid_scope", AUTHORIZATION_ERRORS.invalid_scope);
    const userCode = shownUserCode(started.userCode);
    return json({
      device_code: started.deviceCode,
      user_code: userCode,
      verification_uri: appLink(DEVICE_PATH),
      verification_uri_complete: appLink(`${DEVICE_PATH}?user_code=${userCode}`),
      expires_in: LIFE_SECONDS,
      interval: INTERVAL_SECONDS,
    });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
