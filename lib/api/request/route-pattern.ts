import { isVerification, VERIFY_PATH } from "@/lib/verification/path";
import { urlOf } from "./url";

/** Every path of the API that a token is asked for. A test holds it to the reference. */
const PATHS = [
  "/iam/v3/me/",
  "/iam/v3/access-tokens/",
  "/iam/v3/access-tokens/lookup/",
  "/iam/v3/access-tokens/self/",
  "/iam/v3/access-tokens/self/rotate/",
  "/iam/v3/access-tokens/{uuid}/",
  "/iam/v3/access-tokens/{uuid}/rotate/",
  "/iam/v3/access-tokens/{uuid}/retiring/",
  "/iam/v3/access-tokens/{uuid}/usage/",
  "/apps/v3/applications/",
  "/apps/v3/applications/{uuid}/",
  "/apps/v3/environments/",
  "/apps/v3/environments/{uuid}/",
  "/apps/v3/environment-variables/",
  "/apps/v3/environment-variables/{uuid}/",
  "/apps/v3/deployments/",
  "/apps/v3/deployments/{uuid}/",
  "/apps/v3/deployments/{uuid}/logs",
  "/apps/v3/deployments/{uuid}/environment-variables",
  "/apps/v3/regions/",
  "/apps/v3/app-templates/",
  "/legacy/v3/applications/",
  "/iam/v3/organisations/",
  "/iam/v3/organisations/{uuid}/",
  "/iam/v3/organisations/{uuid}/members/",
  "/iam/v3/organisations/{uuid}/members/{user}/",
  "/iam/v3/organisations/{uuid}/invitations/",
  "/iam/v3/organisations/{uuid}/invitations/{invitation}/",
  "/iam/v3/organisations/{uuid}/invitations/{invitation}/resend/",
  "/iam/v3/organisations/{uuid}/teams/",
  "/iam/v3/organisations/{uuid}/teams/{team}/",
  "/iam/v3/organisations/{uuid}/policy/",
  "/iam/v3/organisations/{uuid}/policy/dry-run/",
  "/iam/v3/organisations/{uuid}/policy/enforce/",
  "/iam/v3/organisations/{uuid}/policy/planned/",
  "/iam/v3/organisations/{uuid}/activities/",
  "/iam/v3/organisations/{uuid}/access-tokens/",
  "/iam/v3/organisations/{uuid}/access-tokens/sweeps/",
  "/iam/v3/organisations/{uuid}/access-tokens/sweeps/{sweep}/",
  "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/",
  "/iam/v3/organisations/{uuid}/webhooks/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/pause/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/resume/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/test/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/replace-secret/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/deliveries/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/deliveries/{delivery}/",
  "/iam/v3/organisations/{uuid}/webhooks/{webhook}/deliveries/{delivery}/replay/",
  "/metrics",
  "/oauth/introspect",
];

const ROUTES = [
  ...PATHS.map((path) => ({
    path,
    pattern: new RegExp(`^(?:/api)?${path.replaceAll(/\{\w+\}/g, "[0-9a-f-]{36}").replace(/\/?$/, "/?")}$`, "i"),
  })),
  // What stands below is the path of a client's request to somebody else.
  { path: VERIFY_PATH, pattern: { test: isVerification } },
];

/**
 * The route of a request, for usage: `GET /iam/v3/access-tokens/{uuid}/`. Holds no identifier, no query and nothing that a
 * client made up, so there are few of them. Pure.
 */
export function routePattern(request: { method: string; url: string }): string {
  const { pathname } = urlOf(request);
  const path = ROUTES.find(({ pattern }) => pattern.test(pathname))?.path ?? "(unknown path)";
  return `${request.method.slice(0, 16)} ${path}`;
}
