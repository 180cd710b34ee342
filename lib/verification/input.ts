import { isIP } from "node:net";
import { z } from "zod";

// Longer than any secret, of whatever system it was taken over from.
const LONGEST_TOKEN = 4096;

/** What is asked about a token, as a form: RFC 7662 §2.1, and where its secret came from. What else is in it is ignored. */
export const introspectInput = z.object({
  token: z
    .string("Send the token's secret as token.")
    .min(1, "Send the token's secret as token.")
    .max(LONGEST_TOKEN, `The token has more than ${LONGEST_TOKEN} characters.`)
    .describe("the secret of the token to check"),
  token_type_hint: z.string().describe("ignored: there is only one type of token").optional(),
  client_address: z
    .string()
    .refine((address) => isIP(address) !== 0, "client_address must be an IPv4 or IPv6 address.")
    .describe(
      "the address that sent the secret; without it, tokens limited to networks are not active, and organisations whose policy restricts networks are left out",
    )
    .optional(),
});
