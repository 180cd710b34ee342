import { db } from "@/db/database";
import { holdsSecret } from "@/lib/access-token/secret/in-text";
import { PROBLEMS, Problem, problemResponse } from "@/lib/api/answer/problem";
import { problemOf, withCommonHeaders } from "@/lib/api/answer/refusal";
import { described, type Endpoint } from "@/lib/api/endpoint/endpoint";
import { outcomeOf, recordRequest } from "@/lib/api/endpoint/serve";
import { insufficientScope, missingOf, refuseTokenInUrl, requirePrincipal } from "@/lib/api/request/authentication";
import { parseQuery } from "@/lib/api/request/query";
import { Meter } from "@/lib/api/request/rate-limit";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { isExactVerification, statusThere, VERIFY_PATH } from "@/lib/verification/path";
import { findPlaces } from "@/lib/verification/place";
import { NOTHING_ASKED, type Question, verifyQuery } from "@/lib/verification/question";
import { type IDENTITY_HEADERS, type VerifiedHeaders, verify } from "@/lib/verification/verify";
import { organisationProblem } from "./organisation";

const IDENTITY: Record<(typeof IDENTITY_HEADERS)[number], string> = {
  "X-Token-Id": "the token's uuid",
  "X-User-Id": "uuid of the person it acts for; empty for an organisation's token",
  "X-User-Email":
    "that person's e-mail address, with non-ASCII characters percent-encoded; empty for an organisation's token",
  "X-Organisation-Ids": "uuids of the organisations where it has access, separated by commas",
  "X-Scopes": "every scope that it grants, written out and separated by spaces",
};

/**
 * Forward authentication: whether a proxy may let the request through that it has before it, whose `Authorization` it sends along.
 * Whatever happens, the answer is 200 without a body, 401, 403 or 503: a proxy takes some other statuses for a yes.
 */
export const verification: Endpoint = described(
  {
    method: "GET",
    path: VERIFY_PATH,
    everywhere: true,
    summary:
      "Check whether a request with this token is allowed, for a proxy that asks before forwarding it. Accepts any method and any path below this one. The response headers say whose token it is; X-User-Id and X-User-Email are empty for an organisation's token. Below this path, the query is ignored.",
    scope: "any",
    uncounted: true,
    query: verifyQuery,
    answers: {
      200: {
        text: "no body; X-Token-Id, X-User-Id, X-User-Email, X-Organisation-Ids and X-Scopes. Every other response is 401, 403 or 503",
        headers: IDENTITY,
      },
    },
    problems: ["insufficient_scope", "blocked_by_policy", "access_withdrawn", "not_found"],
  },
  async (request) => {
    let principal: TokenPrincipal | undefined;
    let question: Question = NOTHING_ASKED;
    let outcome = "success";
    let scopes: readonly string[] = [];
    const meter = new Meter();
    try {
      const url = new URL(request.url);
      const isExact = isExactVerification(url.pathname);
      refuseSecretInUrl(request, url, isExact);
      principal = await requirePrincipal(db, request);
      if (isExact && url.search !== "") question = parseQuery(request, verifyQuery) ?? NOTHING_ASKED;
      scopes = question.scope ?? [];
      const headers = await requireVerified(principal, question);
      return withCommonHeaders(new Response(null, { status: 200, headers }), request, principal);
    } catch (thrown) {
      const error = await meter.refused(thrown, principal);
      outcome = outcomeOf(error);
      const told = problemOf(error, request);
      const needed = told.details.members?.required_scope;
      if (principal !== undefined && typeof needed === "string") scopes = missingOf(principal, needed);
      const refused = withStatusThere(told, principal === undefined);
      return withCommonHeaders(meter.mark(problemResponse(refused, request)), request, principal);
    } finally {
      if (principal !== undefined) recordRequest(principal, request, scopes, outcome);
    }
  },
);

// Below the path a parameter called token is the client's affair, and may be something else. A secret is one wherever it stands.
function refuseSecretInUrl(request: Request, { pathname, search }: URL, isExact: boolean): void {
  if (isExact || holdsSecret(pathname + search, env().TOKEN_PREFIX)) refuseTokenInUrl(request);
}

async function requireVerified(principal: TokenPrincipal, question: Question): Promise<VerifiedHeaders> {
  const verdict = verify(principal, question, question === NOTHING_ASKED ? [] : await findPlaces(db, question));
  if (verdict.status === "verified") return verdict.headers;
  if (verdict.status === "insufficient_scope") throw insufficientScope(principal, verdict.scope, VERIFY_PATH);
  throw organisationProblem(verdict, principal);
}

function withStatusThere({ code, details }: Problem, isAboutCredentials: boolean): Problem {
  const own: number = PROBLEMS[code][0];
  const status = statusThere(own, isAboutCredentials);
  const retry = status === 503 ? { "Retry-After": "1", ...details.headers } : details.headers;
  return new Problem(code, { ...details, status, ...(retry === undefined ? {} : { headers: retry }) });
}
