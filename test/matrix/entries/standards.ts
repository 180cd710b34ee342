import { CLIENT_ID, DEVICE_GRANT } from "@/lib/device-login/input";
import type { Entry } from "../cells";

const OPEN: readonly Entry[] = [{ need: { of: "caller" } }];

/** What clients of standards ask for, whoever they are. */
export const STANDARDS: Readonly<Record<string, readonly Entry[]>> = {
  "GET /api/openapi.json": OPEN,
  "GET /apps/v3/schema.json": OPEN,
  "GET /.well-known/oauth-protected-resource": OPEN,
  "GET /.well-known/oauth-authorization-server": OPEN,
  // Of nobody's tokens.
  "POST /iam/v3/access-tokens/leaked/": [{ need: { of: "caller" }, body: () => ({ tokens: ["nobody's"] }) }],
  // Nobody but GitHub can sign.
  "POST /iam/v3/access-tokens/leaked/github/": [
    { need: { of: "caller" }, body: () => [], calls: () => "403 invalid_signature" },
  ],
  // Of nobody's token: the one in the header is not looked at.
  "POST /oauth/revoke": [{ need: { of: "caller" }, form: () => ({ token: "nobody's" }) }],
  // What a token in the header may do gives the login of a device nothing.
  "POST /oauth/device_authorization": [{ need: { of: "caller" }, form: () => ({ client_id: CLIENT_ID }) }],
  "POST /oauth/token": [
    {
      need: { of: "caller" },
      form: () => ({ client_id: CLIENT_ID, grant_type: DEVICE_GRANT, device_code: "nobody's" }),
      calls: () => "400 invalid_grant",
    },
  ],
};
