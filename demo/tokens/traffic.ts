import type { DemoToken, ScopeShare, Traffic } from "./token";

const USUAL: Record<DemoToken["purpose"], Omit<Traffic, "scopes">> = {
  local_development: { rhythm: "office", perDay: 34 },
  ci_pipeline: { rhythm: "office", perDay: 88 },
  shared_environment: { rhythm: "steady", perDay: 190 },
  automation: { rhythm: "nightly", perDay: 48 },
  other: { rhythm: "now_and_then", perDay: 14 },
};

/** Defaults of a token's traffic: what is usual for its purpose, spread over all its scopes. */
export function trafficOf({ purpose, traffic, scopes }: DemoToken): Traffic {
  return { ...USUAL[purpose], ...traffic, scopes: traffic?.scopes ?? spread(scopes) };
}

function spread(scopes: readonly string[] | undefined): ScopeShare[] {
  if (scopes === undefined) {
    return [
      { scope: "applications:read", percent: 46 },
      { scope: "deployments:write", percent: 21 },
      { scope: "environment-variables:read", percent: 18 },
      { scope: "", percent: 15 },
    ];
  }
  // The first has the most; clients that write also read.
  return scopes.map((scope, index) => ({
    scope,
    percent: Math.round(100 / (index + 1) / (scopes.length > 1 ? 1.6 : 1)),
  }));
}

const ROUTES: Readonly<Record<string, string>> = {
  "": "GET /iam/v3/me/",
  verify: "POST /oauth/introspect",
  "tokens:read": "GET /iam/v3/access-tokens/",
  "tokens:write": "POST /iam/v3/access-tokens/",
  "organisations:read": "GET /iam/v3/organisations/",
  "organisations:write": "PATCH /iam/v3/organisations/{uuid}/",
  "applications:read": "GET /apps/v3/applications/",
  "applications:write": "PATCH /apps/v3/applications/{uuid}/",
  "environment-variables:read": "GET /apps/v3/environment-variables/",
  "environment-variables:write": "POST /apps/v3/environment-variables/",
  "deployments:read": "GET /apps/v3/deployments/",
  "deployments:write": "POST /apps/v3/deployments/",
};

/** The route that most requests with this scope call. */
export function routeOf(scope: string): string {
  return ROUTES[scope] ?? "GET /iam/v3/me/";
}
