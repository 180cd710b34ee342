import { isUnavailable } from "@/db/unavailable";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { urlOf } from "@/lib/api/request/url";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { countRefusal } from "@/lib/metrics/counts";
import { isOauth, oauthErrorResponse } from "./oauth-error";
import { isToBeAskedAgain } from "./oauth-errors";
import { Problem, problem, problemResponse } from "./problem";

/** The answer that an error is: a problem, or what the RFCs of OAuth have instead below `/oauth/`. */
export function refusal(error: unknown, request: Request): Response {
  const answered = problemOf(error, request);
  return isOauth(urlOf(request).pathname) ? oauthErrorResponse(answered, request) : problemResponse(answered, request);
}

/** The problem that an error is. What nobody expected is logged under its request id and says nothing to the client. */
export function problemOf(error: unknown, request: Request): Problem {
  const found = foundProblem(error, request);
  if (!isToBeAskedAgain(found.details.oauthError)) countRefusal(found.code);
  return found;
}

function foundProblem(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CallerEnded) {
    const detail =
      "Use another access token: this one was revoked or replaced during the request. Nothing was changed.";
    return problem("invalid_token", { detail });
  }
  if (isUnavailable(error)) return problem("unavailable", { headers: { "Retry-After": "1" } });
  const path = pathWithoutSecrets(urlOf(request).pathname, env().TOKEN_PREFIX);
  console.error(`request ${request.headers.get("x-request-id")}: ${path} failed`, error);
  return problem("internal_error");
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
