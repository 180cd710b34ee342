/** Why a request was refused, as the end of "Request denied: …"; by the problem's code. */
const REFUSALS: Record<string, string> = {
  // Only for a token that was live when the request began.
  invalid_token: "the token had ended",
  token_expired: "the token had expired",
  token_revoked: "the token was revoked",
  token_retired: "the secret was retired",
  owner_deactivated: "the account was deactivated",
  network_not_allowed: "not from an allowed network",
  insufficient_scope: "a scope was missing",
  exceeds_caller: "more than the token can grant",
  role_required: "a role was missing",
  blocked_by_policy: "blocked by policy",
  access_withdrawn: "access was withdrawn",
  rate_limited: "too many requests",
};

/** Why a request was refused, by the code of the problem. */
export function refusalReason(code: string): string {
  return REFUSALS[code] ?? code.replaceAll("_", " ");
}

/** A refused request in words, from what was recorded of it: `Request refused: a scope was missing (deployments:write)`. */
export function refusalMessage(after: Record<string, unknown>): string {
  const code = typeof after.reason === "string" ? after.reason : "";
  const scope = code === "insufficient_scope" && typeof after.scope === "string" ? ` (${after.scope})` : "";
  return `Request denied: ${refusalReason(code)}${scope}`;
}
