import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/components/ui/link";
import { hasUser } from "@/db/account/user";
import { db } from "@/db/database";
import { env } from "@/lib/env";
import { isMailOn } from "@/lib/mail/queue";
import { oidcProvider } from "@/lib/oidc/provider";
import { findSession } from "@/lib/session/find-session";
import { AuthHeading } from "../auth-heading";
import { signInAtProviderAction } from "../login/actions";
import { ProviderForm } from "../login/provider-form";
import { MailForm } from "../mail-form";
import { MailOff } from "../mail-off";
import { Or } from "../or";
import { SupportLink } from "../support-link";
import { requestSignUpAction } from "./actions";

export const metadata: Metadata = { title: "Sign up" };

/** Create an account, where that is open to everyone; the address is proved first. */
export default async function SignUpPage() {
  if (await findSession()) redirect("/");
  if (!(await hasUser(db))) redirect("/setup");
  return (
    <>
      {env().SIGNUP === "open" ? <Open /> : <ByInvitation />}
      <p className="mt-6 text-[0.8125rem] text-muted-foreground">
        Already have an account?{" "}
        <Link href="/login" className="link">
          Sign in
        </Link>
      </p>
    </>
  );
}

function Open() {
  const provider = oidcProvider();
  return (
    <>
      <AuthHeading title="Sign up">
        You get an account with its own access tokens, and an organisation to explore.
      </AuthHeading>
      {isMailOn() ? (
        <MailForm
          action={requestSignUpAction}
          submit="Mail me a link"
          asked={
            <>
              <p>A link to finish signing up is on its way. It works once, for 24 hours.</p>
              <p>If an account with this address already exists, the mail says so instead.</p>
            </>
          }
        />
      ) : (
        !provider && (
          <MailOff command="npm run admin -- user:create you@example.com">
            Your address can’t be confirmed, so an administrator of the platform has to create your account.
          </MailOff>
        )
      )}
      {provider && (
        <>
          {isMailOn() && <Or />}
          <ProviderForm action={signInAtProviderAction} callbackUrl="/" label={`Continue with ${provider.name}`} />
        </>
      )}
    </>
  );
}

function ByInvitation() {
  return (
    <>
      <AuthHeading title="Accounts are by invitation">You can’t sign up to {env().BRAND_NAME} yourself.</AuthHeading>
      <p className="text-sm">
        Ask an administrator of your organisation or of the platform to create an account for you.
        <SupportLink before=" If you don’t know one, ask " after="." />
      </p>
    </>
  );
}
