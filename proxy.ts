import { NextResponse } from "next/server";
import { refusedAtGate } from "@/lib/api/gate";

/** The API's gate where Next.js serves the API: in development, and with API_THROUGH_NEXT. */
export async function proxy(request: Request): Promise<Response> {
  return (await refusedAtGate(request)) ?? NextResponse.next();
}

export const config = {
  // What `isApiPath` tells apart; Next.js reads it without running it.
  matcher: [
    "/api/:path*",
    "/iam/:path*",
    "/apps/:path*",
    "/legacy/:path*",
    "/billing/:path*",
    "/oauth/:path*",
    "/metrics/:path*",
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-authorization-server",
  ],
};
