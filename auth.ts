import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { db } from "@/db/database";
import { clientOf } from "@/lib/client";
import { checkSession } from "@/lib/session/check-session";
import { isSecure, SESSION_MAX_AGE_SECONDS, sessionCookie } from "@/lib/session/cookie";
import { sessionSecret } from "@/lib/session/find-session";
import { signInInput, signIn as signInWithPassword } from "@/lib/session/sign-in";

/** Why a password did not sign in, from `authorize` to the page that called `signIn`. */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly reason: { status: "wrong" } | { status: "slow_down"; retryAt: Date }) {
    super();
    this.code = reason.status;
  }
}

const claims = z.object({ sid: z.uuid() });

/**
 * The cookie holds the id of a row of `session`, encrypted, and nothing else. What next-auth calls a user's id is that
 * row's id here: whoever signs in has begun a session already.
 */
function config(): NextAuthConfig {
  return {
    secret: sessionSecret(),
    trustHost: true,
    useSecureCookies: isSecure(),
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: "/login", error: "/login" },
    providers: [password()],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sid: user.id };
        const { data } = claims.safeParse(token);
        const live = data && (await checkSession(db, data.sid, NOBODY));
        return live ? { sid: live.session.id } : null;
      },
      // What a script of the page may know of the session: that there is one.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      // next-auth would print stacks, for a mistyped password too. Causes can quote what was sent: only their names are told.
      error: (error) => {
        if (error instanceof CredentialsSignin) return;
        const cause = error.cause instanceof Object && "err" in error.cause ? error.cause.err : undefined;
        console.error(`auth: ${error.name}${cause instanceof Error ? ` (${cause.name}: ${cause.message})` : ""}`);
      },
      warn: (code) => console.warn(`auth: ${code}`),
      debug: () => {},
    },
  };
}

const NOBODY = { address: null, userAgent: "", requestId: "" };

function password() {
  return Credentials({
    credentials: { email: { label: "E-mail" }, password: { label: "Password", type: "password" } },
    async authorize(sent, request) {
      const input = signInInput.safeParse(sent);
      if (!input.success) throw new SignInRefused({ status: "wrong" });
      const result = await signInWithPassword(db, input.data, clientOf(request.headers));
      if (result.status !== "signed_in") throw new SignInRefused(result);
      return { id: result.sessionId };
    },
  });
}

export const { handlers, signIn, signOut } = NextAuth(config);
