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
};
