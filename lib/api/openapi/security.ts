import type { Description } from "@/lib/api/endpoint/description";
import type { Json } from "./json-schema";

/** The ways to send a token. Each is as good as the others. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "`Authorization: Bearer`, followed by the secret of an access token (RFC 6750).",
  },
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description:
      "`Authorization: Token`, followed by the secret of an access token, as clients of the Divio API send it.",
  },
  basic: {
    type: "http",
    scheme: "basic",
    description:
      "The secret as the password, or as the user name with an empty password. The other half is ignored. Below `/oauth/`, the user name is the token's uuid.",
  },
} as const;

/** What an operation asks of its caller: any one of the ways. The scope is told apart: none of them is OAuth's, which alone has scopes. */
export function securityOf({ scope }: Pick<Description, "scope">): Json[] {
  return scope === "none" ? [] : Object.keys(SECURITY_SCHEMES).map((name) => ({ [name]: [] }));
}
