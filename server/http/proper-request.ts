import type { IncomingMessage } from "node:http";
import { holdsSecret } from "@/lib/access-token/secret/in-text";
import { isApiPath } from "@/lib/api/gate";
import { env } from "@/lib/env";
import { isVerification } from "@/lib/verification/path";
import type { RefusalCode } from "./refusal";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Why a request is refused before anything else sees it: a code and a sentence. Undefined for one that is proper. */
export function refusedAs(request: IncomingMessage, host: string): [RefusalCode, string?] | undefined {
  if (!METHODS.has(request.method ?? "")) return ["method_not_allowed"];
  if (!request.url?.startsWith("/")) return ["invalid_request", "Send a path as the request target."];
  if (!isDecodable(pathOf(request))) return ["invalid_request", "Fix the path: it has an invalid percent escape."];
  if (leavesVerification(request)) return ["invalid_request", "Send a path without dots that lead out of /api/verify."];
  if (host === "") return ["invalid_request", "Send a valid Host header: the request has none, or an invalid one."];
  // With two, a proxy might read one and this server the other.
  if (valuesOf(request, "host") > 1) return ["invalid_request", "Send one Host header: the request has more than one."];
  const coding = request.headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked") {
    return ["invalid_request", "Send the body with a Content-Length, or with only Transfer-Encoding: chunked."];
  }
  if (isForeignForm(request, host))
    return ["invalid_request", "Send the form from a page of this server: the Origin header names another one."];
  // The API says so itself, and says more. Everything else would store it in the browser, in the log of next-auth, in a redirect.
  if (!isApiPath(new URL(request.url, "http://our.invalid").pathname) && holdsSecret(request.url, env().TOKEN_PREFIX))
    return ["token_in_url"];
  return undefined;
}

// Next.js would run no action for it either, but answer 500 and log that with a stack. The API has other ways to know who asks.
function isForeignForm({ method, headers, url = "/" }: IncomingMessage, host: string): boolean {
  if (method !== "POST" || headers.origin === undefined) return false;
  const { pathname } = new URL(url, "http://our.invalid");
  if (isApiPath(pathname) || pathname.startsWith("/api/")) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host;
}

// A proxy that appends its client's path would take the 200 of a page there for a yes.
function leavesVerification(request: IncomingMessage): boolean {
  return isVerification(pathOf(request)) && !isVerification(new URL(request.url ?? "/", "http://our.invalid").pathname);
}

/** A target whose path has slashes only, and none twice: `//iam\\v3/` means `/iam/v3/`. The query stays. */
export function plainTarget(url: string): string {
  const [path = "", ...query] = url.split("?");
  return url.startsWith("/") ? [path.replace(/[/\\]+/g, "/"), ...query].join("?") : url;
}

/** The path of a request as it was sent, without the query. */
export function pathOf(request: IncomingMessage): string {
  return request.url?.split("?", 1)[0] ?? "";
}

/** Whether the percent escapes of a path are UTF-8, and none is NUL, which PostgreSQL's text cannot hold. */
function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** How often a request has a header; Node.js keeps the first of some, and joins others. */
export function valuesOf(request: IncomingMessage, name: string): number {
  return request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}

/** Load balancers ask for the health in HTTP/1.0, which knows no `Host`. */
export function needsNoHost(request: IncomingMessage): boolean {
  return (
    request.headers.host === undefined &&
    request.httpVersion === "1.0" &&
    /^\/api\/health(\/ready)?\/?$/.test(pathOf(request))
  );
}
