import type { NextRequest } from "next/server";
import { handlers } from "@/auth";
import { problem } from "@/lib/api/answer/problem";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { oidcProvider } from "@/lib/oidc/provider";
import { isAddress } from "@/lib/session/callback-url";
import { findSession } from "@/lib/session/find-session";

type Handler = (request: NextRequest) => Promise<Response>;

// What next-auth answers; to everything else it says "Bad request." without a word of what is wrong.
const PATHS =
  /^\/api\/auth\/(csrf|error|providers|session|signin|signout|verify-request|(?:signin|callback)\/([^/]+))\/?$/;
const POSTED = /^\/api\/auth\/(session|signin|signout|callback)\b/;

/** Hand a request to next-auth that it answers by itself; what it would fail at is a problem, as everywhere in the API. */
const served =
  (handler: Handler): Handler =>
  async (request) => {
    try {
      return await answer(handler, request);
    } catch (error) {
      return withCommonHeaders(refusal(error, request), request);
    }
  };

async function answer(handler: Handler, request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const [, action, provider] = PATHS.exec(pathname) ?? [];
  const isThere = provider === undefined || provider === "credentials" || (provider === "oidc" && oidcProvider());
  if (action === undefined || !isThere) {
    throw problem("not_found", { detail: "See /login for signing in. This path does not exist." });
  }
  if (request.method === "POST" && !POSTED.test(pathname)) {
    throw problem("method_not_allowed", { headers: { Allow: "GET, HEAD" } });
  }
  if (request.method !== "POST" && action === "callback/credentials") {
    throw problem("method_not_allowed", { headers: { Allow: "POST" } });
  }
  refuseUnusable(request.nextUrl);
  // next-auth would take a database that does not answer for a session that has ended, and sign the browser out.
  if (action === "session") await findSession();
  const answered = await handler(request);
  if (answered.status !== 400 || (await answered.clone().text()) !== '"Bad request."') return answered;
  throw problem("invalid_request", { detail: "Send the fields as a form or as JSON: the body could not be read." });
}

/** What next-auth calls a fault of ours: it would answer 500, or lead to a page that says so, and log what was sent. */
function refuseUnusable({ searchParams }: URL): void {
  // Of several it takes the last.
  const { callbackUrl, error = "" } = Object.fromEntries(searchParams);
  if (callbackUrl && !isAddress(callbackUrl)) {
    throw problem("invalid_request", {
      detail: "Fix callbackUrl: it must be a URL, or a path that starts with /.",
    });
  }
  if (!/^[\w-]*$/.test(error)) {
    throw problem("invalid_request", { detail: "Fix error: it must be the name of an error." });
  }
}

export const GET = served(handlers.GET);
export const POST = served(handlers.POST);
