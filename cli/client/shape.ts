import { recordOf } from "./answer";

const TOKEN = ["uuid", "label", "status"];
const DEPLOYMENT = ["uuid", "status"];

/** What the answers have that are read here, by their requests; `*` is one part of a path. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "GET /iam/v3/me/": ["token"],
  "POST /iam/v3/access-tokens/": [...TOKEN, "access_token"],
  "POST /iam/v3/access-tokens/lookup/": ["statuses"],
  "POST /iam/v3/access-tokens/leaked/": ["message"],
  "GET /iam/v3/access-tokens/*/": TOKEN,
  "PATCH /iam/v3/access-tokens/*/": TOKEN,
  "POST /iam/v3/access-tokens/*/rotate/": [...TOKEN, "access_token"],
  "GET /iam/v3/access-tokens/*/usage/": ["days", "scopes_used", "sources"],
  "GET /iam/v3/organisations/*/": ["uuid"],
  "GET /apps/v3/applications/*/": ["uuid"],
  "GET /apps/v3/environments/*/": ["uuid"],
  "POST /apps/v3/environment-variables/": ["uuid"],
  "PATCH /apps/v3/environment-variables/*/": ["uuid"],
  "POST /apps/v3/deployments/": DEPLOYMENT,
  "GET /apps/v3/deployments/*/": DEPLOYMENT,
  "GET /apps/v3/deployments/*/logs": ["logs"],
  "POST /oauth/device_authorization": ["device_code", "user_code", "verification_uri", "expires_in"],
  "POST /oauth/token": ["access_token"],
};

/** Whether an instance could have answered a request like this. Others answer JSON too, and also that all is well. Pure. */
export function isAnswerTo(method: string, path: string, answer: unknown): boolean {
  const fields =
    FIELDS[`${method} ${path}`] ?? FIELDS[`${method} ${path.replace(/^(\/\w+\/v3\/[\w-]+\/)[^/]+\//, "$1*/")}`];
  const given = recordOf(answer);
  return fields?.every((field) => Object.hasOwn(given, field)) ?? true;
}
