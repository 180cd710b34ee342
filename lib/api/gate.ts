import { db } from "@/db/database";
import { isOauth } from "@/lib/api/answer/oauth-error";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { refuseTokenInUrl, requirePrincipal } from "@/lib/api/request/authentication";
import { urlOf } from "@/lib/api/request/url";
import { isMetadata } from "@/lib/oauth/metadata-path";
import { isVerification } from "@/lib/verification/path";

/** Paths of the API that answer without a token; each is its own kind of open. Without trailing slash. */
const OPEN =
  /^(\/api)?\/((iam|apps)\/v3|iam\/v3\/access-tokens\/leaked(\/github)?|apps\/v3\/schema\.json|\.well-known\/oauth-(protected-resource|authorization-server))$|^\/api\/(health(\/ready)?|openapi\.json)$/;
/** Signing in authenticates by other means, and providers come back with parameters of their own. */
const SIGN_IN = /^\/api\/auth(\/|$)/;
// Rewritten to /api in next.config.mjs, in any case. Nothing is below /billing; clients of the Divio API ask there all the same.
const ROOTS = new Set(["iam", "apps", "legacy", "billing", "oauth", "metrics"]);

/** Whether a path is the public API's, with or without the leading `/api`. Signing in is the dashboard's. Pure. */
export function isApiPath(path: string): boolean {
  return (/^\/api(\/|$)/.test(path) && !SIGN_IN.test(path)) || isRewritten(path);
}

/** The same path below `/api`, as next.config.mjs rewrites it, without the trailing slash. Pure. */
export function pathBelowApi(path: string): string {
  const root = rootOf(path);
  const rest = path.replace(/\/+$/, "");
  return isRewritten(path) ? `/api/${root}${rest.slice(root.length + 1)}` : rest;
}

function isRewritten(path: string): boolean {
  return ROOTS.has(rootOf(path)) || isMetadata(path);
}

function rootOf(path: string): string {
  return (path.split("/", 2)[1] ?? "").toLowerCase();
}

/**
 * The refusal of a request to the API without a live token, before any handler runs; undefined where it may go on. Handlers
 * authenticate again: a path that this misses is closed all the same, and nothing is handed over that a client could forge.
 */
export async function refusedAtGate(request: Request): Promise<Response | undefined> {
  const path = urlOf(request).pathname.replace(/\/+$/, "");
  // Forward authentication answers in few ways of its own, so its handler says everything.
  if (SIGN_IN.test(path) || isVerification(path)) return undefined;
  try {
    refuseTokenInUrl(request);
    // Clients of OAuth authenticate in ways of their own.
    if (!OPEN.test(path) && !isOauth(path)) await requirePrincipal(db, request);
    return undefined;
  } catch (error) {
    return withCommonHeaders(refusal(error, request), request);
  }
}
