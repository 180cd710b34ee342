import { z } from "zod";
import type { OauthError } from "@/lib/api/answer/oauth-errors";
import { type Problem, problem } from "@/lib/api/answer/problem";
import { CLIENT_ID, DEVICE_GRANT } from "@/lib/device-login/input";

/** The page where a person enters the code of a terminal. */
export const DEVICE_PATH = "/device";

/** What begins a login. @see RFC 8628 §3.2 */
export const deviceAuthorizationSchema = z.strictObject({
  device_code: z.string().describe("used by the client to request its token"),
  user_code: z.string().describe("shown to the person, who compares it with the code on the page"),
  verification_uri: z.url().describe("the page to enter the code"),
  verification_uri_complete: z.url().describe("the same page with the code prefilled"),
  expires_in: z.int().describe("how long both codes work, in seconds"),
  interval: z.int().describe("the number of seconds to wait between two requests for the token"),
});

/** The token of a login. @see RFC 6749 §5.1 */
export const tokenAnswerSchema = z.strictObject({
  access_token: z.string().describe("its secret, shown only once"),
  token_type: z.literal("Bearer"),
  expires_in: z.int().describe("the lifetime of the token, in seconds"),
  scope: z.string().describe("its scopes, separated by spaces"),
});

const CLIENT_ERROR = { invalid_client: `Send client_id=${CLIENT_ID}, the only client.` } as const;

/** What beginning a login is refused with, and what to do. */
export const AUTHORIZATION_ERRORS = {
  ...CLIENT_ERROR,
  invalid_scope: "Request scopes that a personal access token can have, separated by spaces.",
} as const;

/** What asking for the token is refused with, and what to do. @see RFC 8628 §3.5 */
export const TOKEN_ERRORS = {
  ...CLIENT_ERROR,
  unsupported_grant_type: `Send grant_type=${DEVICE_GRANT}, the only one supported.`,
  authorization_pending: "Try again after the interval: nobody has decided yet.",
  slow_down: "Wait five seconds longer between two requests from now on.",
  access_denied: "Start another login if this one was denied by mistake: it was denied, or can no longer be allowed.",
  expired_token: "Start another login: the codes of this one have expired.",
  invalid_grant: "Start another login: this device code is unknown, or its token was already fetched.",
} as const;

/** A refusal in the words of the RFCs. */
export function oauthRefusal(error: OauthError, detail: string): Problem {
  return problem("invalid_request", { oauthError: error, detail });
}

/** @throws Problem for another client than the one there is */
export function requireKnownClient(clientId: string): void {
  if (clientId !== CLIENT_ID) throw oauthRefusal("invalid_client", CLIENT_ERROR.invalid_client);
}
