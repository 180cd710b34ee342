import type { NextRequest } from "next/server";
import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from "next-auth";
import type { OIDCConfig } from "next-auth/providers";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { db } from "@/db/database";
import { clientOf } from "@/lib/client";
import { env } from "@/lib/env";
import { arrive } from "@/lib/oidc/arrive";
import { parseIdentity } from "@/lib/oidc/identity";
import { intentCookie, openIntent } from "@/lib/oidc/intent";
import { type OidcProvider, oidcProvider } from "@/lib/oidc/provider";
import { ownPath } from "@/lib/session/callback-url";
import { checkSession } from "@/lib/session/check-session";
import { isSecure, SESSION_MAX_AGE_SECONDS, sessionCookie } from "@/lib/session/cookie";
import { endSession } from "@/lib/session/end";
import { findSession } from "@/lib/session/find-session";
import { sessionSecret } from "@/lib/session/secret";
import { type SignInResult, signInInput, signIn as signInWithPassword } from "@/lib/session/sign-in";

/** Why a password did not sign in, from `authorize` to the page that called `signIn`. */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly reason: Exclude<SignInResult, { status: "signed_in" }>) {
    super();
    this.code = reason.status;
  }
}

const claims = z.object({ sid: z.uuid() });

/**
 * The cookie holds the id of a row of `session`, encrypted, and nothing else. What next-auth calls a user's id is that row's id
 * here: signing in has begun a session already.
 */
function config(request: NextRequest | undefined): NextAuthConfig {
  const provider = oidcProvider();
  return {
    secret: sessionSecret(),
    trustHost: true,
    useSecureCookies: isSecure(),
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: "/login", error: "/login" },
    providers: provider ? [password(), oidc(provider)] : [password()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc" || request === undefined) return account?.type === "credentials";
        const arrival = await arriveFrom(request, account.id_token, profile);
        if ("page" in arrival) return arrival.page;
        user.id = arrival.sessionId;
        return true;
      },
      async jwt({ token, user }) {
        if (user) return { sid: user.id };
        const { data } = claims.safeParse(token);
        const live = data && (await checkSession(db, data.sid, NOBODY));
        return live ? { sid: live.session.id } : null;
      },
      // Scripts of a page may only know that there is a session.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${ownPath(path) ?? "/"}`;
      },
    },
    events: {
      async signOut() {
        const current = await findSession();
        if (current) await endSession(db, current, current.session.id);
      },
    },
    logger: {
      // next-auth would print stacks, for a mistyped password too, with details that can quote what was sent.
      error: (error) => {
        if (error instanceof CredentialsSignin) return;
        // The class names of a production build are single letters; next-auth's errors say their kind themselves.
        const kind = error instanceof AuthError ? error.type : error.name;
        const cause = error.cause instanceof Object && "err" in error.cause ? error.cause.err : undefined;
        const reason = cause instanceof Error ? cause.message : error.message;
        console.error(`auth: ${kind}: ${reason.replace(/\s+/g, " ")}`);
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

function oidc({ issuer, clientId, clientSecret, name }: OidcProvider): OIDCConfig<{ sub: string }> {
  return {
    id: "oidc",
    type: "oidc",
    name,
    issuer,
    clientId,
    clientSecret,
    checks: ["pkce", "state", "nonce"],
    // Many providers put the e-mail address only there.
    idToken: false,
    profile: (profile) => ({ id: profile.sub }),
  };
}

async function arriveFrom(request: NextRequest, idToken: string | undefined, profile: unknown) {
  const identity = parseIdentity(idToken ?? "", profile);
  const intent = await openIntent(
    request.cookies.get(intentCookie().name)?.value,
    request.nextUrl.searchParams.get("state"),
  );
  return await arrive(db, intent, identity, await findSession(), env().SIGNUP, clientOf(request.headers));
}

export const { handlers, signIn, signOut } = NextAuth(config);
