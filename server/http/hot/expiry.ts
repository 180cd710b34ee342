import type { TokenPrincipalCore } from "@/lib/authorization/principal";

/** Headers of an answer to this principal, and when its token expires. */
export function withExpiry(
  { token }: TokenPrincipalCore,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  if (token.expires_at === null) return headers;
  return { ...headers, "Token-Expires-At": token.expires_at.toISOString() };
}
