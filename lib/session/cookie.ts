import { env } from "@/lib/env";

/** Names and rules of the cookies. On https they are bound to this very host and to https by their prefix. */
export function sessionCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Host-latchkey.session" : "latchkey.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

export function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

/** How long a browser keeps the cookie: as long as the oldest session lives. The row decides earlier. */
export const SESSION_MAX_AGE_SECONDS = 90 * 24 * 60 * 60;
