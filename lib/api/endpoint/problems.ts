import type { ProblemCode } from "../answer/problem";
import { type Description, takesKey } from "./description";

type Kind = { what: string; codes: readonly ProblemCode[]; includes: (endpoint: Description) => boolean };

const asksForToken = ({ scope }: Description) => scope !== "none";

/** The problems of each kind of endpoint, so that a description has only its additional ones. */
export const SHARED_PROBLEMS: readonly Kind[] = [
  {
    what: "Every endpoint",
    codes: [
      "invalid_request",
      "token_in_url",
      "method_not_allowed",
      "request_timeout",
      // Even where no body is read: the server checks the length before it knows the endpoint.
      "body_too_large",
      "expectation_failed",
      "headers_too_large",
      "internal_error",
      "unavailable",
    ],
    includes: () => true,
  },
  {
    what: "With a token",
    codes: [
      "credentials_missing",
      "invalid_token",
      "token_expired",
      "token_revoked",
      "token_retired",
      "owner_deactivated",
      "network_not_allowed",
      "rate_limited",
    ],
    includes: asksForToken,
  },
  {
    what: "With a scope",
    codes: ["insufficient_scope"],
    includes: (endpoint) => asksForToken(endpoint) && endpoint.scope !== "any",
  },
  {
    what: "With a permission",
    codes: ["role_required", "blocked_by_policy", "access_withdrawn", "not_found"],
    includes: ({ permission }) => permission !== undefined,
  },
  {
    what: "With an identifier or a page in the path or query",
    codes: ["not_found"],
    includes: ({ params, answers }) => params !== undefined || answers[200]?.isPage === true,
  },
  {
    what: "With an Idempotency-Key",
    codes: ["already_created", "idempotency_conflict"],
    includes: (endpoint) => endpoint.everywhere !== true && takesKey(endpoint),
  },
  { what: "With a rate limit", codes: ["rate_limited"], includes: ({ limitedBy }) => limitedBy !== undefined },
  { what: "With a body", codes: ["unsupported_media_type"], includes: ({ body }) => body !== undefined },
];

/** Every problem that an endpoint can answer: those of its kinds, and those that it describes. */
export function problemsOf(endpoint: Description): ReadonlySet<ProblemCode> {
  const shared = SHARED_PROBLEMS.filter(({ includes }) => includes(endpoint)).flatMap(({ codes }) => codes);
  return new Set([...shared, ...(endpoint.problems ?? [])]);
}
