import { isSecure } from "@/lib/session/cookie";

// As long as one may take at the provider.
const MAX_AGE_SECONDS = 15 * 60;

/** Remembers the code of an invitation while its receiver is at the provider: it belongs into no address but its own page's. */
export function invitationCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Secure-latchkey.invitation" : "latchkey.invitation",
    options: { httpOnly: true, sameSite: "lax", path: "/invitations", secure, maxAge: MAX_AGE_SECONDS },
  } as const;
}
