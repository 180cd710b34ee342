import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { isMailOn } from "@/lib/mail/queue";
import { AuthHeading } from "../auth-heading";
import { MailForm } from "../mail-form";
import { MailOff } from "../mail-off";
import { requestResetAction } from "./actions";

export const metadata: Metadata = { title: "Forgot your password" };

/** Ask for a link by mail that lets one choose a new password. */
export default function ForgotPasswordPage() {
  return (
    <>
      <AuthHeading title="Forgot your password">
        {isMailOn() ? "We’ll mail you a link to choose a new one." : "Someone else has to give you a new one."}
      </AuthHeading>
      {isMailOn() ? (
        <MailForm
          action={requestResetAction}
          submit="Mail me a link"
          asked={
            <>
              <p>
                If there is an account with this address, a link for a new password is on its way. It works once, for
                one hour.
              </p>
              <p>Nothing after a few minutes? Check your spam folder, or try the address you signed up with.</p>
            </>
          }
        />
      ) : (
        <MailOff command="npm run admin -- user:password you@example.com">
          An administrator of the platform can give your account a new password.
        </MailOff>
      )}
      <p className="mt-6 text-[0.8125rem] text-muted-foreground">
        <Link href="/login" className="link">
          Back to sign in
        </Link>
      </p>
    </>
  );
}
