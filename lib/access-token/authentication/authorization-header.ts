import { isImportable, parseSecret } from "@/lib/access-token/secret/secret";

/** What an `Authorization` header says, before anything is known about the secret in it. `detail` repeats no credentials. */
export type ParsedAuthorization =
  | { status: "presented"; secret: string }
  /** No header, or one without an access token in an accepted form. `perhaps`: a password that could be one of another system. */
  | { status: "credentials_missing"; detail: string; perhaps?: string }
  | { status: "malformed"; detail: string };

const WHAT_COUNTS =
  "Send the header Authorization: Bearer, followed by an access token. Token works like Bearer, and so does Basic if the " +
  "password, or the user name with an empty password, is an access token.";

/**
 * Read `Bearer <secret>` or, as Divio's clients send it, `Token <secret>`, or `Basic` with a secret in it; the scheme in any
 * case. Pure.
 * @see RFC 6750 §2.1 (b64token), RFC 7617 §2 (Basic), RFC 9110 §11.4
 */
export function parseAuthorization(header: string | null): ParsedAuthorization {
  const [, scheme = "", rest = ""] = /^(\S*)[ \t]*(.*)$/s.exec((header ?? "").trim()) ?? [];
  if (/^basic$/i.test(scheme)) return parseBasic(scheme, rest);
  if (!/^(bearer|token)$/i.test(scheme)) return { status: "credentials_missing", detail: refusedScheme(scheme, rest) };
  if (rest === "") return withoutCredentials(scheme);
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(rest)) {
    return {
      status: "malformed",
      detail: "Send Bearer or Token, one space, and the access token in the Authorization header.",
    };
  }
  return { status: "presented", secret: rest };
}

// curl -u, git and libraries that prefer a .netrc send it. Which half holds the secret differs; the other one is ignored.
function parseBasic(scheme: string, rest: string): ParsedAuthorization {
  if (rest === "") return withoutCredentials(scheme);
  // A secret is ASCII: whatever charset the other half is in, every octet stays one character.
  const text = /^[A-Za-z0-9+/]+={0,2}$/.test(rest) ? Buffer.from(rest, "base64").toString("latin1") : "";
  const colon = text.indexOf(":");
  if (colon === -1) {
    return {
      status: "malformed",
      detail: "Send a user name, a colon and a password, encoded as base64, after Basic in the Authorization header.",
    };
  }
  const secret = text.slice(colon + 1) || text.slice(0, colon);
  if (parseSecret(secret).status !== "not_a_secret") return { status: "presented", secret };
  return {
    status: "credentials_missing",
    detail: `${WHAT_COUNTS} This header has no access token there.`,
    ...(isImportable(secret) ? { perhaps: secret } : {}),
  };
}

function withoutCredentials(scheme: string): ParsedAuthorization {
  return { status: "malformed", detail: `Send an access token after "${scheme}" in the Authorization header.` };
}

// Only what cannot be the credentials themselves is repeated: a name as schemes have them, with something after it.
function refusedScheme(scheme: string, rest: string): string {
  if (scheme === "") return WHAT_COUNTS;
  if (rest === "") return `${WHAT_COUNTS} The header has only one word.`;
  if (!/^[A-Za-z][A-Za-z0-9-]{0,19}$/.test(scheme)) return `${WHAT_COUNTS} The header has another scheme.`;
  return `${WHAT_COUNTS} The header has the scheme "${scheme}".`;
}
