import { db } from "@/db/database";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { refuseTokenInUrl, requirePrincipal } from "@/lib/api/request/authentication";

/** Paths of the API that answer without a token; each is its own kind of open. Without trailing slash. */
const OPEN = /^(\/api)?\/(iam|apps)\/v3$|^\/api\/health(\/ready)?$/;
/** Signing in authenticates by other means, and providers come back with parameters of their own. */
const SIGN_IN = /^\/api\/auth(\/|$)/;
// Each root but `api` is rewritten to it in next.config.ts. Nothing is below /billing; clients of the Divio API ask there all the same.
const API = /^\/(api|iam|apps|legacy|billing)(\/|$)/;

/** Whether a path is the public API's, with or without the leading `/api`. Signing in is the dashboard's. Pure. */
export function isApiPath(path: string): boolean {
  return API.test(path) && !SIGN_IN.test(path);
}

/**
 * The refusal of a request to the API without a live token, before any handler runs; undefined where it may go on. Handlers
 * authenticate again: a path that this misses is closed all the same, and nothing is handed over that a client could forge.
 */
export async function refusedAtGate(request: Request): Promise<Response | undefined> {
  const path = new URL(request.url).pathname.replace(/\/+$/, "");
  if (SIGN_IN.test(path)) return undefined;
  try {
    refuseTokenInUrl(request);
    if (!OPEN.test(path)) await requirePrincipal(db, request);
    return undefined;
  } catch (error) {
    return withCommonHeaders(refusal(error, request), request);
  }
}
