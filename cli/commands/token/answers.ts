import type { Token, TokenWithSecret } from "../../client/types";

/** A token as the API has it everywhere but in the one answer with its secret. */
export function withoutSecret({ access_token: _, ...token }: TokenWithSecret): Token {
  return token;
}

/** A token as it is once this answer has revoked it. Of the token in use nobody could ask. */
export function asRevoked(token: Token, { headers }: Response): Token {
  if (token.status === "revoked") return token;
  const date = headers.get("Date");
  const at = date === null ? new Date() : new Date(date);
  return { ...token, status: "revoked", revoked_at: at.toISOString() };
}
