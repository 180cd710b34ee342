import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";

/**
 * A person who has just signed in, for verbs that are called without a browser. Verbs that read the session again
 * (`authorizeForChange`) need a real one: see `signIn` in test/session.ts.
 */
export function signedInAs(
  user: { id: string; email: string },
  now = new Date(),
  organisations: PrincipalOrganisation[] = [],
): SessionPrincipal {
  return {
    type: "session",
    user: { id: user.id, email: user.email, firstName: "", lastName: "", timezone: "UTC", singleKeyShortcuts: true },
    session: { id: "019379a0-0000-7000-8000-000000000000", authenticatedAt: now, method: "password" },
    organisations,
    now,
    client: { address: "192.0.2.9", userAgent: "vitest", requestId: "test" },
  };
}
