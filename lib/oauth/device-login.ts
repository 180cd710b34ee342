import { z } from "zod";
import type { OauthError } from "@/lib/api/answer/oauth-errors";
import { type Problem, problem } from "@/lib/api/answer/problem";
import { CLIENT_ID, DEVICE_GRANT } from "@/lib/device-login/input";

/** The page where a person enters the code of a terminal. */
export const DEVICE_PATH = "/device";

/** What begins a login. @see RFC 8628 §3.2 */
export const deviceAuthorizationSchema = z.strictObject({
  device_code: z.string().describe("for the client alone, to ask for its token with"),
  user_code: z.string().describe("for its person, who compares it with the one on the page"),
  verification_uri: z.url().describe("the page where the code is entered"),
  verification_uri_complete: z.url().describe("the same page with the code filled in"),
  expires_in: z.int().describe("how many seconds both codes work"),
  interval: z.int().describe("how many seconds to wait between two requests for the token"),
});

/** The token of a login. @see RFC 6749 §5.1 */
export const tokenAnswerSchema = z.strictObject({
  access_token: z.string().describe("its secret: this answer alone has it"),
  token_type: z.literal("Bearer"),
  expires_in: z.int().describe("how many seconds the token lives"),
  scope: z.string().describe("what it may do, with blanks between the scopes"),
});

const CLIENT_ERROR = { invalid_client: `Send client_id=${CLIENT_ID}: there is no other client.` } as const;

/** What beginning a login is refused with, and what to do. */
export const AUTHORIZATION_ERRORS = {
  ...CLIENT_ERROR,
  invalid_scope: "Ask for scopes that a personal access token can have, with blanks between them.",
} as const;

/** What asking for the token is refused with, and what to do. @see RFC 8628 §3.5 */
export const TOKEN_ERRORS = {
  ...CLIENT_ERROR,
  unsupported_grant_type: `Send grant_type=${DEVICE_GRANT}: it is the only one.`,
  authorization_pending: "Ask again after the interval: nobody has decided yet.",
  slow_down: "Wait five seconds longer between two requests from now on.",
  access_denied:
    "Begin another login if this one was refused by mistake: it was refused, or may not be allowed any more.",
  expired_token: "Begin another login: the codes of this one have expired.",
  invalid_grant: "Begin another login: there is none with this device code, or its token was taken already.",
} as const;

/** A refusal in the words of the RFCs. */
export function oauthRefusal(error: OauthError, detail: string): Problem {
  return problem("invalid_request", { oauthError: error, detail });
}

/** @throws Problem for another client than the one there is */
export function requireKnownClient(clientId: string): void {
  if (clientId !== CLIENT_ID) throw oauthRefusal("invalid_client", CLIENT_ERROR.invalid_client);
}
