import { isUnavailable } from "@/db/unavailable";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { Problem, problem, problemResponse } from "./problem";

/** The problem for an error. An unexpected one is logged under its request id and tells the client nothing. */
export function refusal(error: unknown, request: Request): Response {
  if (error instanceof Problem) return problemResponse(error, request);
  if (error instanceof CallerEnded) {
    const detail =
      "Use another access token: this one was revoked or replaced while the request ran. Nothing was changed.";
    return problemResponse(problem("invalid_token", { detail }), request);
  }
  if (isUnavailable(error))
    return problemResponse(problem("unavailable", { headers: { "Retry-After": "1" } }), request);
  const path = pathWithoutSecrets(new URL(request.url).pathname, env().TOKEN_PREFIX);
  console.error(`request ${request.headers.get("x-request-id")}: ${path} failed`, error);
  return problemResponse(problem("internal_error"), request);
}

/** The headers of every answer of the API. */
export function withCommonHeaders(response: Response, request: Request, principal?: TokenPrincipal): Response {
  const requestId = request.headers.get("x-request-id");
  if (requestId !== null) response.headers.set("X-Request-Id", requestId);
  response.headers.set("Cache-Control", "no-store");
  if (principal?.token.expires_at != null) {
    response.headers.set("Token-Expires-At", principal.token.expires_at.toISOString());
  }
  return response;
}
