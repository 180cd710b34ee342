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
  invalid_request: [400, "Invalid request", "Fix the header, parameter or field that the answer names."],
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
  invalid_token: [401, "Invalid access token", "Compare the token with where it was stored, or create a new one."],
  token_expired: [
    401,
    "Access token expired",
    "Give it a later expiration date, as its owner can for 30 days, or create a new one.",
  ],
  token_revoked: [
    401,
    "Access token revoked",
    "Create a new token. The owner's page of this one says who revoked it and why.",
  ],
  token_retired: [401, "Secret retired", "Use the token's newest secret: it was rotated."],
  owner_deactivated: [401, "Owner deactivated", "Ask an administrator to reactivate the token's owner."],
  insufficient_scope: [
    403,
    "Insufficient scope",
    "Add the scope that the answer names to the token; fix_url opens the page for it.",
  ],
  exceeds_caller: [
    403,
    "More than the calling token",
    "Ask for no more than the calling token has: it creates and changes only tokens that are no stronger than itself.",
  ],
  role_required: [403, "Role required", "Ask an owner or administrator of the organisation."],
  blocked_by_policy: [
    403,
    "Blocked by policy",
    "Edit the token so that it fits the organisation's policy: fix_url, where there is one, opens the page for it. " +
      "Where personal tokens are not allowed, use one of the organisation's own.",
  ],
  access_withdrawn: [
    403,
    "Access withdrawn",
    "Ask an administrator of the organisation: they withdrew the token's access to it.",
  ],
  address_not_confirmed: [
    403,
    "E-mail address not confirmed",
    "Ask the account's owner to confirm their e-mail address: until then it joins and makes no other organisation, and gets no higher role. fix_url, where there is one, opens the page for it.",
  ],
  network_not_allowed: [403, "Network not allowed", "Call from one of the networks that the token is allowed for."],
  invalid_signature: [
    403,
    "Invalid signature",
    "Send the body as GitHub signed it, with its two headers. For a key that is new, ask the operator to update GITHUB_SCANNING_KEYS.",
  ],
  not_found: [404, "Not found", "Check the path and its identifiers: it does not exist, or the token may not see it."],
  method_not_allowed: [405, "Method not allowed", "Use one of the methods that the Allow header names."],
  request_timeout: [408, "Request timeout", "Send the request again, without pauses: it did not arrive in time."],
  token_limit_reached: [409, "Token limit reached", "Revoke tokens that are no longer needed."],
  invitation_limit_reached: [409, "Invitation limit reached", "Revoke invitations that are no longer needed."],
  already_created: [
    409,
    "Already created",
    "Rotate the token, or replace the webhook's signing secret: the first request was done, and a secret is shown once only.",
  ],
  overlap_running: [409, "Overlap running", "Wait until the former secret retires, or end the overlap."],
  not_rotatable: [
    409,
    "Not rotatable",
    "Use an active token: only such a one can be rotated, and by itself only with its current secret.",
  ],
  sweep_running: [409, "Sweep running", "Wait for the sweep that is running to end, and ask again."],
  draft_changed: [
    409,
    "Draft changed meanwhile",
    "Look at the draft of the rules and at its dry run again, and name the draft by its uuid.",
  ],
  webhook_limit_reached: [409, "Webhook limit reached", "Delete a webhook that is no longer needed."],
  webhook_off: [409, "Webhook not active", "Resume the webhook first: it is paused, or was switched off."],
  webhook_paused_by_leak: [
    409,
    "Webhook paused by a leak",
    "Ask an owner or administrator to check the webhook and resume it: a token leaked that had set it, or seen its secret, so no token can resume it. fix_url opens the page for it.",
  ],
  delivery_sending: [
    409,
    "Delivery being sent",
    "Look at the delivery again in a few seconds: it is being sent right now.",
  ],
  deployment_ended: [409, "Deployment ended", "Create another deployment: an ended one stays as it ended."],
  body_too_large: [413, "Body too large", "Send a body of at most 64 KiB."],
  unsupported_media_type: [
    415,
    "Unsupported media type",
    "Send JSON, with the header Content-Type: application/json, or a form without files.",
  ],
  expectation_failed: [417, "Expectation failed", "Leave the Expect header out, or send 100-continue."],
  idempotency_conflict: [
    422,
    "Idempotency conflict",
    "Use a new Idempotency-Key: the same one came with another request.",
  ],
  rate_limited: [429, "Too many requests", "Wait as long as the Retry-After header says."],
  headers_too_large: [431, "Headers too large", "Send headers of at most 16 KiB together."],
  internal_error: [500, "Internal error", "Try again, and report the X-Request-Id when it stays."],
  unavailable: [503, "Unavailable", "Try again after the seconds in Retry-After. The token may be perfectly good."],
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
