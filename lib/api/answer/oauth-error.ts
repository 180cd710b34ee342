import { withoutSecrets } from "@/lib/access-token/secret/format";
import { challengeIn } from "./challenge";
import type { OauthError } from "./oauth-errors";
import { challengeOf, PROBLEMS, type Problem, type ProblemCode, quotable } from "./problem";

/** Whether a path is one of those whose errors the RFCs of OAuth say. Pure. */
export function isOauth(pathname: string): boolean {
  return /^(\/api)?\/oauth(\/|$)/.test(pathname);
}

/** What a problem is called there. Pure. */
export function oauthErrorOf(code: ProblemCode): OauthError {
  const [status] = PROBLEMS[code];
  if (status === 401) return "invalid_client";
  if (code === "insufficient_scope") return code;
  if (status === 403) return "unauthorized_client";
  if (code === "internal_error") return "server_error";
  return status === 503 || status === 429 ? "temporarily_unavailable" : "invalid_request";
}

/**
 * The answer that a problem is below `/oauth/`: `{"error", "error_description"}`, with the status that it has everywhere but 400 where
 * the RFC has that. A client that came with Basic is challenged in that scheme.
 */
export function oauthErrorResponse(problem: Problem, request: Request): Response {
  const { code, details } = problem;
  const [status] = PROBLEMS[code];
  const error_description = quotable(withoutSecrets(details.detail));
  const headers = new Headers({ "Content-Type": "application/json", ...details.headers, Pragma: "no-cache" });
  const challenge = challenges(problem, request);
  if (challenge !== undefined) headers.set("WWW-Authenticate", challenge);
  const body = JSON.stringify({ error: details.oauthError ?? oauthErrorOf(code), error_description });
  // RFC 6749 §5.2: what is wrong with a body is a 400, of whatever kind it is.
  return new Response(body, { status: code === "unsupported_media_type" ? 400 : status, headers });
}

// RFC 6749 §5.2: in the scheme that the client used. Who came with none is told both.
function challenges(problem: Problem, request: Request): string | undefined {
  const bearer = challengeOf(problem);
  const [status] = PROBLEMS[problem.code];
  if (bearer === undefined || status === 403) return bearer;
  const basic = challengeIn("Basic", { charset: "UTF-8" });
  const scheme = request.headers.get("authorization")?.trim().split(/\s/)[0]?.toLowerCase();
  if (scheme === "basic") return basic;
  return scheme === undefined || scheme === "" ? `${basic}, ${bearer}` : bearer;
}
