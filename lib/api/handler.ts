import type { z } from "zod";
import { db } from "@/db/database";
import { isUnavailable } from "@/db/unavailable";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { recordUsage } from "@/lib/access-token/usage/record";
import type { Permission } from "@/lib/authorization/permission";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { refuseTokenInUrl, requirePrincipal, requireScope } from "./authentication";
import { readBody } from "./body";
import { invalid } from "./invalid";
import { isRefusal, Problem, problem, problemResponse } from "./problem";
import { parseQuery } from "./query";
import { routePattern } from "./route-pattern";
import { isWrite, limitWrites } from "./write-limit";

/** What an endpoint is, beside what it does. The reference of the API is made from it. */
export type Description<Params, Query, Body> = {
  /** One sentence: what a call does. */
  summary: string;
  /** The scope a token needs; `any`: a live token is enough; `none`: open to everybody. */
  scope: string;
  /** What of the table of permissions the principal needs in the organisation that the call is about. The handler asks for it. */
  permission?: Permission;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** Its presence makes the endpoint read a body: JSON, or a form that means it. */
  body?: z.ZodType<Body>;
  /** A request may leave its body out, which means `{}`. */
  bodyMayBeAbsent?: true;
  /** It ends something, which is never put off for other changes that the token has under way. */
  ending?: true;
};

type Input<Params, Query, Body> = {
  request: Request;
  params: Params;
  query: Query;
  body: Body;
};
type Authenticated = { principal: TokenPrincipal; now: Date };
type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

export type Endpoint = ((request: Request, context: RouteContext) => Promise<Response>) & {
  description: Description<unknown, unknown, unknown>;
};

/**
 * An endpoint of the API: authenticates by itself (whatever stood before it), checks the scope, parses, runs, and answers
 * every problem. Idempotency and rate limits belong between the scope and the parsing.
 */
export function endpoint<Params = unknown, Query = unknown, Body = undefined>(
  description: Description<Params, Query, Body> & { scope: "none" },
  handle: (input: Input<Params, Query, Body>) => Promise<Response>,
): Endpoint;
export function endpoint<Params = unknown, Query = unknown, Body = undefined>(
  description: Description<Params, Query, Body>,
  handle: (input: Input<Params, Query, Body> & Authenticated) => Promise<Response>,
): Endpoint;
export function endpoint<Params, Query, Body>(
  description: Description<Params, Query, Body>,
  handle: (input: Input<Params, Query, Body> & Authenticated) => Promise<Response>,
): Endpoint {
  const serve = async (request: Request, context: RouteContext): Promise<Response> => {
    let principal: TokenPrincipal | undefined;
    let outcome = "success";
    try {
      refuseTokenInUrl(request);
      if (description.scope !== "none") {
        principal = await requirePrincipal(db, request);
        if (description.scope !== "any") requireScope(principal, description.scope, new URL(request.url).pathname);
      }
      const input = await parseInput(description, request, context);
      const answer = () => handle({ ...input, ...authenticated(principal) });
      const writer = isWrite(request) && description.ending !== true ? principal?.token.id : undefined;
      return withCommonHeaders(
        writer === undefined ? await answer() : await limitWrites(writer, answer),
        request,
        principal,
      );
    } catch (error) {
      outcome = outcomeOf(error);
      return withCommonHeaders(refusal(error, request), request, principal);
    } finally {
      if (principal !== undefined) recordRequest(principal, request, description.scope, outcome);
    }
  };
  return Object.assign(serve, { description });
}

function outcomeOf(error: unknown): string {
  if (error instanceof CallerEnded) return "invalid_token";
  return error instanceof Problem && isRefusal(error.code) ? error.code : "success";
}

// What a live token asked for: also a request that was malformed or found nothing is one that the token was let in with.
function recordRequest(principal: TokenPrincipal, request: Request, scope: string, outcome: string): void {
  const { token, secret, client, now } = principal;
  recordUsage({
    tokenId: token.id,
    secretId: secret.id,
    outcome,
    scope: scope === "any" ? "" : scope,
    route: routePattern(request),
    client,
    now,
  });
}

// An open endpoint's handler does not see these: its type leaves them out.
function authenticated(principal: TokenPrincipal | undefined): Authenticated {
  return { principal, now: principal?.now } as Authenticated;
}

async function parseInput<Params, Query, Body>(
  description: Description<Params, Query, Body>,
  request: Request,
  context: RouteContext,
): Promise<Input<Params, Query, Body>> {
  // What does not even look like an identifier names nothing: 404, as for one that is not there.
  const params = description.params?.safeParse(await context.params);
  if (params !== undefined && !params.success) throw problem("not_found");
  const query = parseQuery(request, description.query);
  const whenAbsent = description.bodyMayBeAbsent ? {} : undefined;
  const body = description.body?.safeParse(await readBody(request, description.body, whenAbsent));
  if (body !== undefined && !body.success) throw invalid(body.error);
  // Where no schema was given, its type parameter is unknown or undefined, and so is the value.
  return { request, params: params?.data as Params, query: query as Query, body: body?.data as Body };
}

/** The problem that an error is. What nobody expected is logged under its request id and says nothing to the client. */
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
