/** What an `Authorization` header says, before anything is known about the secret in it. */
export type ParsedAuthorization =
  | { status: "presented"; secret: string }
  | { status: "credentials_missing" }
  | { status: "malformed"; detail: string };

/**
 * Read `Bearer <secret>` or, as Divio's clients send it, `Token <secret>`; the scheme in any case. Pure.
 * @see RFC 6750 §2.1 (b64token), RFC 9110 §11.4
 */
export function parseAuthorization(header: string | null): ParsedAuthorization {
  const [, scheme, rest] = /^(\S*)[ \t]*(.*)$/s.exec((header ?? "").trim()) ?? [];
  if (scheme === undefined || !/^(bearer|token)$/i.test(scheme)) return { status: "credentials_missing" };
  if (rest === undefined || rest === "") {
    return { status: "malformed", detail: `The Authorization header has no access token after "${scheme}".` };
  }
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(rest)) {
    return {
      status: "malformed",
      detail: "The Authorization header must be one word, Bearer or Token, one space, and the access token.",
    };
  }
  return { status: "presented", secret: rest };
}
