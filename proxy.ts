import { NextResponse } from "next/server";
import { db } from "@/db/database";
import { isOauth } from "@/lib/api/answer/oauth-error";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { refuseTokenInUrl, requirePrincipal } from "@/lib/api/request/authentication";
import { isVerification } from "@/lib/verification/path";

/** Paths of the API that answer without a token; each is its own kind of open. Without trailing slash. */
const OPEN = /^(\/api)?\/(iam|apps)\/v3$|^\/api\/health(\/ready)?$/;
/** Signing in authenticates by other means, and providers come back with parameters of their own. */
const SIGN_IN = /^\/api\/auth(\/|$)/;
/** Forward authentication answers in few ways of its own, so its handler says everything. */
const isLeftAlone = (path: string) => SIGN_IN.test(path) || isVerification(path);

/**
 * Refuse a request to the API without a live token, before any handler runs. Handlers authenticate again: a path that this
 * misses is closed all the same, and nothing is handed over that a client could forge.
 */
export async function proxy(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/\/+$/, "");
  if (isLeftAlone(path)) return NextResponse.next();
  try {
    refuseTokenInUrl(request);
    // Clients of OAuth authenticate in ways of their own.
    if (!OPEN.test(path) && !isOauth(path)) await requirePrincipal(db, request);
    return NextResponse.next();
  } catch (error) {
    return withCommonHeaders(refusal(error, request), request);
  }
}

export const config = {
  // Each is rewritten to the API in next.config.ts. Nothing is below /billing; clients of the Divio API ask there all the same.
  matcher: ["/api/:path*", "/iam/:path*", "/apps/:path*", "/legacy/:path*", "/billing/:path*", "/oauth/:path*"],
};
