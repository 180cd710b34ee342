import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { hasUser } from "@/db/account/user";
import { db } from "@/db/database";
import { env } from "@/lib/env";
import { oidcProvider } from "@/lib/oidc/provider";
import { safeCallbackUrl } from "@/lib/session/callback-url";
import { findSession } from "@/lib/session/find-session";
import { AuthHeading } from "../auth-heading";
import { Or } from "../or";
import { SupportLink } from "../support-link";
import { signInAtProviderAction } from "./actions";
import { ConfirmPage } from "./confirm-page";
import { doneSentence } from "./done";
import { LoginForm } from "./login-form";
import { ProviderForm } from "./provider-form";
import { refusalSentence } from "./refusal";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Sign in. Whoever is signed in already goes on to where he or she wanted to. */
export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const callbackUrl = safeCallbackUrl(query.callbackUrl);
  const error = typeof query.error === "string" ? query.error : undefined;
  // Somebody who is signed in comes here with an error when connecting or confirming at the provider did not work out.
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
