import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { isSecure } from "@/lib/session/cookie";
import { sessionSecret } from "@/lib/session/secret";

/** Why someone was sent to the provider. The two that change an account are bound to the session that asked. */
export type OidcIntent = { type: "sign_in" } | { type: "connect" | "confirm"; sessionId: string; askedAt: Date };

// As long as next-auth's own cookies for state, nonce and PKCE live.
const MAX_AGE_SECONDS = 15 * 60;

const claims = z.object({
  type: z.enum(["connect", "confirm"]),
  sid: z.uuid(),
  asked_at: z.number(),
  state: z.string().min(1),
});

export function intentCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Host-latchkey.oidc" : "latchkey.oidc",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: MAX_AGE_SECONDS },
  } as const;
}

/** Seal an intent for the cookie, together with the `state` of the very request to the provider that it belongs to. */
export async function sealIntent(type: "connect" | "confirm", sessionId: string, state: string): Promise<string> {
  return await encode({
    secret: sessionSecret(),
    salt: intentCookie().name,
    maxAge: MAX_AGE_SECONDS,
    token: { type, sid: sessionId, asked_at: Date.now(), state: digest(state) },
  });
}

/** The intent of an answer that came with `state`; one without a cookie of its own, or with an older one's, signs in. */
export async function openIntent(cookie: string | undefined, state: string | null): Promise<OidcIntent> {
  if (cookie === undefined || state === null) return { type: "sign_in" };
  const token = await decode({ token: cookie, secret: sessionSecret(), salt: intentCookie().name }).catch(() => null);
  const { data } = claims.safeParse(token);
  if (data === undefined || data.state !== digest(state)) return { type: "sign_in" };
  return { type: data.type, sessionId: data.sid, askedAt: new Date(data.asked_at) };
}

function digest(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
