import { NextResponse } from "next/server";
import { db } from "@/db/database";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { refuseTokenInUrl, requirePrincipal } from "@/lib/api/request/authentication";

/** Paths of the API that answer without a token, each for its own reason. Without trailing slash. */
const OPEN = /^(\/api)?\/(iam|apps)\/v3$|^\/api\/health(\/ready)?$/;
/** Signing in authenticates by other means, and providers come back with parameters of their own. */
const SIGN_IN = /^\/api\/auth(\/|$)/;

/**
 * Refuse a request to the API without a live token, before any handler runs. Handlers authenticate again: a path that this
 * misses is closed all the same, and nothing is handed over that a client could forge.
 */
export async function proxy(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/\/+$/, "");
  if (SIGN_IN.test(path)) return NextResponse.next();
  try {
    refuseTokenInUrl(request);
    if (!OPEN.test(path)) await requirePrincipal(db, request);
    return NextResponse.next();
  } catch (error) {
    return withCommonHeaders(refusal(error, request), request);
  }
}

export const config = {
  // Each is rewritten to the API in next.config.ts. There is nothing below /billing, but clients of the Divio API ask for it.
  matcher: ["/api/:path*", "/iam/:path*", "/apps/:path*", "/legacy/:path*", "/billing/:path*"],
};
