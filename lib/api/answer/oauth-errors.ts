/**
 * What the endpoints below `/oauth/` refuse with, in the place of a problem's code.
 * @see RFC 6749 §5.2 (the first six), RFC 8628 §3.5 (the next four), RFC 6750 §3.1 (`insufficient_scope`), RFC 6749 §4.1.2.1 (the last two)
 */
export const OAUTH_ERRORS = [
  "invalid_request",
  "invalid_client",
  "unauthorized_client",
  "invalid_grant",
  "unsupported_grant_type",
  "invalid_scope",
  "authorization_pending",
  "slow_down",
  "access_denied",
  "expired_token",
  "insufficient_scope",
  "server_error",
  "temporarily_unavailable",
] as const;
export type OauthError = (typeof OAUTH_ERRORS)[number];

/** Whether a client is told to ask again later: nothing was refused. */
export function isToBeAskedAgain(error: OauthError | undefined): boolean {
  return error === "authorization_pending" || error === "slow_down";
}
