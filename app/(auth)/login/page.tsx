import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/components/ui/link";
import { hasUser } from "@/db/account/user";
import { db } from "@/db/database";
import { env } from "@/lib/env";
import { oidcProvider } from "@/lib/oidc/provider";
import { safeCallbackUrl } from "@/lib/session/callback-url";
import { findSession } from "@/lib/session/find-session";
import { SIGN_IN_REFUSALS } from "@/lib/session/refusals";
import { AuthHeading } from "../auth-heading";
import { Or } from "../or";
import { SupportLink } from "../support-link";
import { signInAtProviderAction } from "./actions";
import { ConfirmPage } from "./confirm-page";
import { LoginForm } from "./login-form";
import { ProviderForm } from "./provider-form";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Sign in. Someone who is signed in already goes straight to the page that was asked for. */
export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const callbackUrl = safeCallbackUrl(query.callbackUrl);
  const error = typeof query.error === "string" ? query.error : undefined;
  // Someone who is signed in comes here with an error when connecting or confirming at the provider did not work out.
  const session = await findSession();
  if (session && query.fresh === "1" && !error) return <ConfirmPage session={session} callbackUrl={callbackUrl} />;
  if (session) redirect(error ? "/account/security?error=provider" : callbackUrl);
  if (!(await hasUser(db))) redirect("/setup");
  const { BRAND_NAME, SIGNUP } = env();
  const provider = oidcProvider();
  const code = typeof query.code === "string" ? query.code : undefined;
  const refusal = error && refusalSentence(error, code, provider?.name ?? "single sign-on", BRAND_NAME);
  return (
    <>
      <AuthHeading title="Sign in">Your access tokens, and those of your organisations.</AuthHeading>
      <LoginForm callbackUrl={callbackUrl} refusal={refusal} done={doneSentence(query.done)} />
      {provider && (
        <>
          <Or />
          <ProviderForm
            action={signInAtProviderAction}
            callbackUrl={callbackUrl}
            label={`Continue with ${provider.name}`}
          />
        </>
      )}
      <div className="mt-6 grid gap-2 text-[0.8125rem] text-muted-foreground leading-5">
        <p>
          <Link href="/forgot-password" className="link">
            Forgot your password?
          </Link>
        </p>
        {SIGNUP === "open" ? (
          <p>
            No account yet?{" "}
            <Link href="/signup" className="link">
              Sign up
            </Link>
          </p>
        ) : (
          <p>
            No account? An administrator of your organisation can help
            <SupportLink before=", or " after="" />.
          </p>
        )}
      </div>
    </>
  );
}

/** What happened before sign-in, for the code in the address; nothing for an unknown code. */
function doneSentence(done: unknown): string | undefined {
  switch (done) {
    case "password_reset":
      return "Your password was changed, and every session ended. Sign in with the new one.";
    case "address_proved":
      return "Your password was changed and your e-mail address is confirmed. Every session, personal access token, open invitation and connected account from before has ended. Sign in with the new password.";
    case "address_confirmed":
      return "Your e-mail address is confirmed. Everything in your account keeps working.";
    case "signed_up":
      return "Your account was created. Sign in to continue.";
    default:
      return undefined;
  }
}

/**
 * Why signing in did not work, in plain words, for the code that next-auth or the provider's answer put into the address.
 * Anything unknown, which someone may have typed there, gets the general sentence.
 */
function refusalSentence(error: string, code: string | undefined, provider: string, brand: string): string {
  switch (error) {
    case "unknown_identity":
      return `No ${brand} account is connected to this ${provider} account. If you have one, sign in with your password and connect it under Security. If not, ask an administrator of your organisation for one.`;
    case "email_taken":
      return `A ${brand} account with this e-mail address already exists. Sign in with its password, then connect your ${provider} account under Security. If you don’t know that password, choose a new one.`;
    case "email_unverified":
      return `${provider} hasn’t confirmed that the e-mail address is yours. Confirm it there, then try again.`;
    case "deactivated":
      return "This account was deactivated. An administrator of the platform can tell you why.";
    case "expired":
    case "InvalidCheck":
      return "This took too long or was started in another window. Try again.";
    case "OAuthCallbackError":
    case "OAuthCallback":
      return `Signing in with ${provider} was cancelled. Nothing has changed.`;
    case "CredentialsSignin":
      return code === "slow_down" ? "Too many wrong passwords. Wait a minute, then try again." : SIGN_IN_REFUSALS.wrong;
    default:
      return "Couldn’t sign you in. Try again. If it keeps happening, the operator can find the reason in the server’s log.";
  }
}
