import { db } from "@/db/database";
import { CallerEnded } from "@/lib/access-token/authentication/caller-ended";
import { recordUsage } from "@/lib/access-token/usage/record";
import { invalid } from "@/lib/api/answer/invalid";
import { isRefusal, Problem, problem } from "@/lib/api/answer/problem";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { refuseTokenInUrl, requireClient, requirePrincipal, requireScopes } from "@/lib/api/request/authentication";
import { readBody, readForm, refuseBody } from "@/lib/api/request/body";
import { answerOnce } from "@/lib/api/request/idempotency";
import { parseQuery, refusesUnknownParameters } from "@/lib/api/request/query";
import { limitByAddress, limitByToken, limitLoginsByAddress, Meter } from "@/lib/api/request/rate-limit";
import { routePattern } from "@/lib/api/request/route-pattern";
import { readSignedByGithub } from "@/lib/api/request/signed-body";
import { urlOf } from "@/lib/api/request/url";
import { isWrite, limitWrites } from "@/lib/api/request/write-limit";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { scopesNeeded, type Terms, takesKey } from "./description";

export type Input<Params, Query, Body> = {
  request: Request;
  params: Params;
  query: Query;
  body: Body;
};
export type Authenticated = { principal: TokenPrincipal; now: Date };
type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

/**
 * Serve requests on these terms. Everything in the reference is an `endpoint`.
 */
export function serve<Params, Query, Body>(
  terms: Terms<Params, Query, Body>,
  handle: (input: Input<Params, Query, Body> & Authenticated) => Promise<Response>,
): Handler {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    let principal: TokenPrincipal | undefined;
    let outcome = "success";
    const meter = new Meter();
    const scopes = scopesNeeded(terms);
    try {
      refuseTokenInUrl(request);
      if (terms.scope !== "none") {
        principal = await (terms.protocol === "oauth" ? requireClient : requirePrincipal)(db, request);
        if (terms.uncounted !== true) await meter.count(principal.token.id, terms.ending);
        requireScopes(principal, scopes, urlOf(request).pathname);
      }
      if (terms.limitedBy === "address") await limitByAddress(request);
      if (terms.limitedBy === "address of logins") await limitLoginsByAddress(request);
      if (terms.limitedBy === "token" && principal !== undefined) await limitByToken(principal);
      const input = await parseInput(terms, request, context);
      const answer = onceByKey(terms, input, principal, () => handle({ ...input, ...authenticated(principal) }));
      const isLimited = isWrite(request) && terms.ending !== true && terms.reading !== true;
      const writer = isLimited ? principal?.token.id : undefined;
      const response = writer === undefined ? await answer() : await limitWrites(writer, answer);
      return withCommonHeaders(meter.mark(response), request, principal);
    } catch (thrown) {
      const error = terms.uncounted === true ? await meter.refused(thrown, principal) : thrown;
      outcome = outcomeOf(error);
      return withCommonHeaders(meter.mark(refusal(error, request)), request, principal);
    } finally {
      if (principal !== undefined) recordRequest(principal, request, scopes, outcome);
    }
  };
}

/** What answers a request: once for all that come with its key, where it takes one. */
function onceByKey<Params, Query, Body>(
  terms: Terms<Params, Query, Body>,
  { request, query, body }: Input<Params, Query, Body>,
  principal: TokenPrincipal | undefined,
  answer: () => Promise<Response>,
): () => Promise<Response> {
  if (principal === undefined || !takesKey({ ...terms, method: request.method })) return answer;
  const asked = { input: [query, body], revealsSecret: terms.revealsSecret === true };
  return () => answerOnce(request, principal, asked, answer);
}

/** What is remembered of a request that ended with an error: the code of a refusal, or that the token was let in all the same. */
export function outcomeOf(error: unknown): string {
  if (error instanceof CallerEnded) return "invalid_token";
  return error instanceof Problem && isRefusal(error.code) ? error.code : "success";
}

/**
 * Remember what a live token asked for: also a request that was malformed or found nothing is one that the token was let in with.
 * @param scopes that it needed
 */
export function recordRequest(
  principal: TokenPrincipal,
  request: Request,
  [scope = "", ...furtherScopes]: readonly string[],
  outcome: string,
): void {
  const { token, secret, client, now } = principal;
  recordUsage({
    tokenId: token.id,
    secretId: secret.id,
    outcome,
    scope,
    furtherScopes,
    route: routePattern(request),
    client,
    now,
  });
}

// A reason is read where it stands in the address, and a leak takes along what the token made, which nobody may believe done.
const INSTEAD_OF_BODY =
  "Send parameters in the URL, such as ?reason=. To report a leak, send the secret to POST /iam/v3/access-tokens/leaked/, or use Revoke on the token's page in the dashboard. Both also revoke what the token created.";

// The handler of an open endpoint cannot see these: its type leaves them out.
function authenticated(principal: TokenPrincipal | undefined): Authenticated {
  return { principal, now: principal?.now } as Authenticated;
}

async function parseInput<Params, Query, Body>(
  terms: Terms<Params, Query, Body>,
  request: Request,
  context: RouteContext,
): Promise<Input<Params, Query, Body>> {
  // Anything but an identifier is a 404, as for a missing thing.
  const params = terms.params?.safeParse(await context.params);
  if (params !== undefined && !params.success) throw problem("not_found");
  const query = parseQuery(request, terms.query);
  if (request.method === "DELETE" && terms.body === undefined && refusesUnknownParameters(urlOf(request).pathname)) {
    await refuseBody(request, INSTEAD_OF_BODY);
  }
  const whenAbsent = terms.bodyMayBeAbsent ? {} : undefined;
  const read = { api: readBody, oauth: readForm, github: readSignedByGithub }[terms.protocol ?? "api"];
  const body = terms.body?.safeParse(await read(request, terms.body, whenAbsent));
  if (body !== undefined && !body.success) throw invalid(body.error);
  // Where no schema was given, its type parameter is unknown or undefined, and so is the value.
  return { request, params: params?.data as Params, query: query as Query, body: body?.data as Body };
}
