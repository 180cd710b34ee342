import { isSecure } from "@/lib/session/cookie";

// As long as the sign-in at the provider may take.
const MAX_AGE_SECONDS = 15 * 60;

/** Remembers the code of an invitation while its receiver is at the provider: it belongs in no address but that of its own page. */
export function invitationCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Secure-latchkey.invitation" : "latchkey.invitation",
    options: { httpOnly: true, sameSite: "lax", path: "/invitations", secure, maxAge: MAX_AGE_SECONDS },
  } as const;
}
