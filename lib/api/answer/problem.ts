import { withoutSecrets } from "@/lib/access-token/secret/format";
import { pathWithoutSecrets } from "@/lib/access-token/secret/in-text";
import { urlOf } from "@/lib/api/request/url";
import { env } from "@/lib/env";
import { challengeIn } from "./challenge";
import type { OauthError } from "./oauth-errors";
import { textResponse } from "./text-response";

/**
 * Every problem that the API answers: its status, its title, and what to do about it (shown at `/docs/errors`), which begins with
 * the verb. A code is a
 * promise: never renamed, its status never changed.
 */
export const PROBLEMS = {
  invalid_request: [400, "Invalid request", "Fix the header, parameter or field named in the response."],
  token_in_url: [
    400,
    "Token in the URL",
    "Send the token in the Authorization header, and revoke it: URLs are logged on the way.",
  ],
  credentials_missing: [
    401,
    "Access token missing",
    "Send the header Authorization: Bearer, followed by an access token.",
  ],
  invalid_token: [401, "Invalid access token", "Check that the whole token was copied, or create a new one."],
  token_expired: [
    401,
    "Access token expired",
    "Ask the token's owner to extend it, which is possible for 30 days, or create a new token.",
  ],
  token_revoked: [
    401,
    "Access token revoked",
    "Create a new token. The owner can see on the revoked token's page who revoked it and why.",
  ],
  token_retired: [401, "Secret retired", "Use the token's new secret: the token was rotated."],
  owner_deactivated: [401, "Owner deactivated", "Ask a platform owner to reactivate the token's owner."],
  insufficient_scope: [
    403,
    "Insufficient scope",
    "Add the scope named in the response to the token. fix_url opens the page to do that.",
  ],
  exceeds_caller: [
    403,
    "More than the calling token",
    "Request no more access than the calling token has. A token can only create and change tokens that are no stronger than itself.",
  ],
  role_required: [403, "Role required", "Ask someone with one of the roles named in the response."],
  blocked_by_policy: [
    403,
    "Blocked by policy",
    "Edit the token to follow the organisation's policy. If the response has a fix_url, it opens the page to do that. " +
      "If personal tokens are not allowed, use a token of the organisation.",
  ],
  access_withdrawn: [
    403,
    "Access withdrawn",
    "Ask an owner of the organisation, or the person who withdrew the token's access, to restore it.",
  ],
  address_not_confirmed: [
    403,
    "E-mail address not confirmed",
    "Ask the account's owner to confirm their e-mail address. Until then, the account can't join or create another organisation, or get a higher role. If the response has a fix_url, it opens the page to do that.",
  ],
  network_not_allowed: [403, "Network not allowed", "Call from one of the networks that the token allows."],
  invalid_signature: [
    403,
    "Invalid signature",
    "Send the body exactly as GitHub signed it, with both signature headers. If the key is new, ask the operator to update GITHUB_SCANNING_KEYS.",
  ],
  not_found: [
    404,
    "Not found",
    "Check the path and its identifiers: nothing is there, or the token has no access to it.",
  ],
  method_not_allowed: [405, "Method not allowed", "Use one of the methods in the Allow header."],
  request_timeout: [408, "Request timeout", "Send the request again without pauses: it did not arrive in time."],
  token_limit_reached: [409, "Token limit reached", "Revoke tokens you no longer need."],
  invitation_limit_reached: [409, "Invitation limit reached", "Revoke invitations you no longer need."],
  already_created: [
    409,
    "Already created",
    "Rotate the token, or replace the webhook's signing secret: the first request succeeded, and a secret is shown only once.",
  ],
  overlap_running: [409, "Overlap running", "Wait until the old secret retires, or end the overlap."],
  not_rotatable: [
    409,
    "Not rotatable",
    "Use an active token. Only active tokens can be rotated, and a token can rotate itself only with its current secret.",
  ],
  sweep_running: [409, "Sweep running", "Wait for your running sweep to finish, then try again."],
  draft_changed: [409, "Draft changed", "Review the draft and its dry run again, and pass the draft's uuid."],
  webhook_limit_reached: [409, "Webhook limit reached", "Delete a webhook you no longer need."],
  webhook_off: [409, "Webhook not active", "Resume the webhook first: it is paused or switched off."],
  webhook_paused_by_leak: [
    409,
    "Webhook paused by a leak",
    "Ask an owner or admin to check the webhook and resume it. A token that set it or saw its secret has leaked, so no token can resume it. fix_url opens the page to do that.",
  ],
  delivery_sending: [
    409,
    "Delivery being sent",
    "Check the delivery again in a few seconds: it is being sent right now.",
  ],
  deployment_ended: [409, "Deployment ended", "Create another deployment: one that has ended can't change."],
  body_too_large: [413, "Body too large", "Send a body of at most 64 KiB."],
  unsupported_media_type: [
    415,
    "Unsupported media type",
    "Send JSON, with the header Content-Type: application/json, or a form without files.",
  ],
  expectation_failed: [417, "Expectation failed", "Remove the Expect header, or send 100-continue."],
  idempotency_conflict: [
    422,
    "Idempotency conflict",
    "Use a new Idempotency-Key: this one was used with a different request.",
  ],
  rate_limited: [429, "Too many requests", "Wait for the number of seconds in the Retry-After header."],
  headers_too_large: [431, "Headers too large", "Send at most 16 KiB of headers."],
  internal_error: [500, "Internal error", "Try again. If the error persists, report its X-Request-Id."],
  unavailable: [503, "Unavailable", "Try again after the number of seconds in Retry-After. The token may be fine."],
} as const satisfies Record<string, readonly [status: number, title: string, advice: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a problem means that the token may not do this, as opposed to a wrong request or bad timing. */
export function isRefusal(code: ProblemCode): boolean {
  const [status] = PROBLEMS[code];
  return status === 401 || status === 403 || status === 429;
}

export type ProblemDetails = {
  /** What to do in this case, and why: it begins with the verb. Clients show nothing else. */
  detail: string;
  /** What is wrong, by field; shown in `errors` and, for Django REST clients, at the top level. */
  errors?: Record<string, string[]>;
  /** Further members that help to fix it: `required_scope`, `fix_url`, … */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Another status than the code's own, where few are answered at all. */
  status?: number;
  /** What it is called below `/oauth/`, where that does not follow from the code. */
  oauthError?: OauthError;
};

/** A refusal on its way to the HTTP edge, which alone answers it. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails,
  ) {
    super(code);
  }
}

/**
 * A refusal to throw inside an endpoint. Without a `detail` it names the wrong fields, else it is what the table advises, followed
 * by what happened in this very case.
 */
export function problem(
  code: ProblemCode,
  { because, ...details }: Partial<ProblemDetails> & { because?: string } = {},
): Problem {
  const advice = details.errors === undefined ? PROBLEMS[code][2] : fixesOf(details.errors);
  return new Problem(code, { ...details, detail: details.detail ?? [advice, because].filter(Boolean).join(" ") });
}

const MOST_FIXES = 5;

// A client that shows the detail alone must still say which field it was. Its name may be the client's own invention.
function fixesOf(errors: Record<string, string[]>): string {
  const fields = Object.entries(errors);
  const fixes = fields.slice(0, MOST_FIXES).map(([field, [message = ""]]) => {
    // Of a list the place comes first: "Fix scopes, item 2: …".
    return `Fix ${field.slice(0, 64)}${message.startsWith("item ") ? ", " : ": "}${message}`;
  });
  return [...fixes, ...(fields.length > MOST_FIXES ? [`Fix ${fields.length - MOST_FIXES} more.`] : [])].join(" ");
}

const RESERVED = new Set(["type", "title", "status", "detail", "instance", "code", "non_field_errors"]);

/**
 * The answer that a problem is, as `application/problem+json`.
 * @see RFC 9457 §3, RFC 6750 §3 (challenge of 401 and 403)
 */
export function problemResponse({ code, details }: Problem, request: Request): Response {
  const { status = PROBLEMS[code][0] } = details;
  const headers = new Headers({ "Content-Type": "application/problem+json", ...details.headers });
  const challenge = challengeOf({ code, details });
  if (challenge !== undefined) headers.set("WWW-Authenticate", challenge);
  // Echoed parts of the request must not contain a secret.
  const shown = (_name: string, value: unknown) => (typeof value === "string" ? withoutSecrets(value) : value);
  const { pathname } = urlOf(request);
  return textResponse(JSON.stringify(problemJson({ code, details }, pathname), shown), { status, headers });
}

/** The body of that answer. `path` is what was asked for, without its query: that may carry what nobody should see again. */
export function problemJson({ code, details }: Pick<Problem, "code" | "details">, path: string) {
  const [ownStatus, title] = PROBLEMS[code];
  const { detail, errors, members, status = ownStatus } = details;
  const fields = Object.entries(errors ?? {}).filter(([field]) => !RESERVED.has(field));
  return {
    // What to do comes first: the Divio CLI shows non_field_errors whole, and other clients the beginning of what they get.
    detail,
    non_field_errors: [detail],
    ...Object.fromEntries(fields),
    ...members,
    type: `${env().APP_URL}/docs/errors#${code}`,
    title,
    status,
    instance: pathWithoutSecrets(path, env().TOKEN_PREFIX),
    code,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** Whether a problem of this status asks for another token. No token is of any use to whom a signature failed. */
export function isChallenge(code: ProblemCode, status: number): status is 401 | 403 {
  return (status === 401 || status === 403) && code !== "invalid_signature";
}

/** The challenge of a 401 or 403 in the scheme Bearer; undefined where no token would help. */
export function challengeOf({ code, details }: Pick<Problem, "code" | "details">): string | undefined {
  const { detail, members, status = PROBLEMS[code][0] } = details;
  if (!isChallenge(code, status)) return undefined;
  // Basic counts as well, and is not offered: a browser would answer the challenge with a window that asks for a password, and
  // then send what it got with every request. Clients with a secret for Basic send it unasked.
  if (code === "credentials_missing") return challengeIn("Bearer");
  const scope = members?.required_scope;
  return challengeIn("Bearer", {
    error: bearerError(code, status),
    error_description: quotable(detail),
    ...(typeof scope === "string" ? { scope } : {}),
  });
}

// RFC 6750 §3.1: a request that is wrong in itself is told apart from a token that is.
function bearerError(code: ProblemCode, status: 401 | 403): string {
  const [ownStatus] = PROBLEMS[code];
  if (ownStatus !== 401 && ownStatus !== 403 && ownStatus !== 404) return "invalid_request";
  return status === 401 ? "invalid_token" : "insufficient_scope";
}

// RFC 6750 §3: error_description is printable ASCII without quotation mark and backslash.
export function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").replace(/["\\]/g, "'");
}
