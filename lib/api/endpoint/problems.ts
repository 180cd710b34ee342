import type { ProblemCode } from "../answer/problem";
import type { Description } from "./description";

const OF_ALL = [
  "invalid_request",
  "token_in_url",
  "method_not_allowed",
  "request_timeout",
  "expectation_failed",
  "headers_too_large",
  "internal_error",
  "unavailable",
] as const;
const WITH_TOKEN = [
  "credentials_missing",
  "invalid_token",
  "token_expired",
  "token_revoked",
  "token_retired",
  "owner_deactivated",
  "network_not_allowed",
] as const;
const OF_AN_ORGANISATION = ["not_found", "role_required", "blocked_by_policy", "access_withdrawn"] as const;

/** Every problem that an endpoint can answer: what its kind brings, and what its description adds. */
export function problemsOf({ problems = [], ...kind }: Description): ReadonlySet<ProblemCode> {
  const asksForToken = kind.scope !== "none";
  return new Set<ProblemCode>([
    ...OF_ALL,
    ...(asksForToken ? WITH_TOKEN : []),
    ...(asksForToken && kind.scope !== "any" ? ["insufficient_scope" as const] : []),
    ...(kind.permission === undefined ? [] : OF_AN_ORGANISATION),
    ...(kind.params !== undefined || kind.answers[200]?.isPage ? ["not_found" as const] : []),
    ...(asksForToken && kind.method !== "GET" && kind.ending !== true ? ["rate_limited" as const] : []),
    // The server refuses a body that is too long before it knows what it is for.
    "body_too_large",
    ...(kind.body === undefined ? [] : ["unsupported_media_type" as const]),
    ...problems,
  ]);
}
