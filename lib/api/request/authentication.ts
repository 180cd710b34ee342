import type { Db } from "@/db/database";
import { type Authentication, authenticate } from "@/lib/access-token/authentication/authenticate";
import { holdsSecret } from "@/lib/access-token/secret/in-text";
import { recordUsage } from "@/lib/access-token/usage/record";
import { type Problem, problem } from "@/lib/api/answer/problem";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { allowsScope, VERIFY } from "@/lib/authorization/scope";
import { clientOf } from "@/lib/client";
import { env } from "@/lib/env";
import { countedFailure } from "./rate-limit";
import { routePattern } from "./route-pattern";
import { urlOf } from "./url";

/** Names under which people put tokens into URLs, where every proxy and browser history keeps them. */
const TOKEN_PARAMETERS = ["access_token", "token"];

/**
 * Refuse a token in the URL, whatever else the request holds: a parameter with such a name, and anything in the path or in a
 * parameter's name or value with the format of a secret. It is neither looked up, stored nor echoed.
 * @see RFC 6750 §5.3 "Don't pass bearer tokens in page URLs"
 */
export function refuseTokenInUrl(request: Request): void {
  const { pathname, search, searchParams } = urlOf(request);
  if (TOKEN_PARAMETERS.some((name) => searchParams.has(name)) || holdsSecret(pathname + search, env().TOKEN_PREFIX)) {
    throw problem("token_in_url", {
      detail: "Send the access token in the Authorization header, and revoke this one: URLs are logged on the way.",
    });
  }
}

/**
 * The principal of an API request, for the proxy and the handlers alike. The refusal of a secret that exists is recorded as
 * such here, and failures are counted: whichever of the two refuses is the last to see the request. The handler records allowed
 * requests. An address that failed too often is refused only what would be refused anyway, never a live token.
 * @throws Problem for everything but a live token
 */
export async function requirePrincipal(
  db: Db,
  request: Request,
  authorization = request.headers.get("authorization"),
): Promise<TokenPrincipal> {
  const client = clientOf(request.headers);
  const result = await authenticate(db, authorization, client);
  if (result.status === "authenticated") return result.principal;
  if ("secretId" in result) {
    const { tokenId, secretId, now, status: outcome } = result;
    recordUsage({ tokenId, secretId, outcome, scope: "", route: routePattern(request), client, now });
  }
  const refusal = failureOf(result);
  // Who brings no token at all is asked for one, however often: a browser that is sent to sign in has none.
  throw result.status === "credentials_missing" ? refusal : await countedFailure(refusal, client.address);
}

function failureOf(result: Exclude<Authentication, { status: "authenticated" }>): Problem {
  switch (result.status) {
    case "malformed":
      return problem("invalid_request", { detail: result.detail });
    case "credentials_missing":
      return problem("credentials_missing", { detail: result.detail });
    case "invalid_token":
      return problem("invalid_token", { because: result.detail });
    case "token_expired":
      return result.isSunset
        ? sunsetRefusal(result.at)
        : refusalWithDate("token_expired", "The access token expired", result.at);
    case "token_revoked":
      return refusalWithDate("token_revoked", "The access token was revoked", result.at);
    case "token_retired":
      return refusalWithDate("token_retired", "This secret was retired", result.at);
    case "owner_deactivated":
      return problem("owner_deactivated", { because: "The account of the token's owner is deactivated." });
    case "network_not_allowed":
      return problem("network_not_allowed", {
        because: "The access token can't be used from this network.",
        members: { token: { uuid: result.tokenId, label: result.label }, fix_url: tokenUrl(result.tokenId) },
      });
  }
}

/**
 * The principal of a request to an endpoint of OAuth, whose caller is a client. With Basic its user name is the token's uuid, and the
 * secret is the password: whoever configured another one's uuid is told, and not taken for it.
 * @throws Problem for everything but a live token
 * @see RFC 6749 §2.3.1
 */
export async function requireClient(db: Db, request: Request): Promise<TokenPrincipal> {
  const credentials = /^basic[ \t]+(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  if (credentials === undefined) return await requirePrincipal(db, request);
  const [user = "", ...password] = Buffer.from(credentials, "base64").toString("latin1").split(":").map(formDecoded);
  // A colon in it was encoded, by whoever encodes; by everybody else it ended the user name.
  const plain = Buffer.from([user, ...password].join(":"), "latin1").toString("base64");
  const principal = await requirePrincipal(db, request, `Basic ${plain}`);
  if (user.toLowerCase() === principal.token.id) return principal;
  throw problem("invalid_token", {
    detail: "Send the access token's uuid as the user name of Basic, and its secret as the password.",
  });
}

// RFC 6749 §2.3.1: both halves are encoded as in a form. Ours mean the same if they are not.
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Check all scopes that a request needs, and say how to get them. `resource` is the path of the request. */
export function requireScopes(principal: TokenPrincipal, scopes: readonly string[], resource: string): void {
  const mayAll = scopes.every((scope) => allowsScope(principal.token.scopes, scope));
  if (!mayAll) throw insufficientScope(principal, scopes.join(" "), resource);
}

/**
 * The refusal of a token that has not all of these scopes. It names all of them, and not just what is missing: whoever makes another
 * token for the request needs each.
 * @see RFC 6750 §3, the scope attribute
 */
export function insufficientScope(principal: TokenPrincipal, scope: string, resource: string): Problem {
  const { token } = principal;
  const members = { required_scope: scope, resource, token: { uuid: token.id, label: token.label } };
  const missing = missingOf(principal, scope);
  // Nobody adds it in the dashboard to a token of their own: what else is missing comes after it.
  if (missing.includes(VERIFY) || scope === VERIFY) {
    const detail = `Ask an owner of the platform to grant the scope verify to the access token "${token.label}".`;
    return problem("insufficient_scope", { detail, members });
  }
  const what = missing.length === 1 ? `the scope ${missing[0]}` : `the scopes ${missing.join(" and ")}`;
  return problem("insufficient_scope", {
    detail: `Add ${what} to the access token "${token.label}". fix_url opens the page to do that.`,
    members: { ...members, fix_url: `${tokenUrl(token.id)}?edit=1&add_scopes=${missing.join(",")}` },
  });
}

/** Those of the scopes, with blanks between them, that a token has not. */
export function missingOf({ token }: TokenPrincipal, scope: string): string[] {
  return scope.split(" ").filter((one) => !allowsScope(token.scopes, one));
}

/** The page of a token in the dashboard. */
export function tokenUrl(id: string): string {
  return `${env().APP_URL}/account/access-tokens/${id}`;
}

/** Of a token that was taken over from another system, when those ended: nobody can extend it. */
function sunsetRefusal(at: Date): Problem {
  const time = `${at.toISOString().slice(0, 19)}Z`;
  return problem("token_expired", {
    detail: `Create a new access token at ${env().APP_URL}/account/access-tokens and use it instead: tokens imported from the previous system stopped working at ${time}.`,
    members: { at: time },
  });
}

function refusalWithDate(code: "token_expired" | "token_revoked" | "token_retired", what: string, at: Date): Problem {
  const time = `${at.toISOString().slice(0, 19)}Z`;
  return problem(code, { because: `${what} at ${time}.`, members: { at: time } });
}
