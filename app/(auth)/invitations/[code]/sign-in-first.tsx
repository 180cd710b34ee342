import Link from "next/link";
import { LoginForm } from "../../login/login-form";

/** The invited address has an account: its owner signs in right here, for the page's address is the only one with the code. */
export function SignInFirst({ code, email }: { code: string; email: string }) {
  return (
    <div className="grid gap-4">
      <p className="text-muted-foreground text-sm">There is an account with this address. Sign in to it to accept.</p>
      <LoginForm
        callbackUrl={`/invitations/${encodeURIComponent(code)}`}
        email={email}
        refusal={undefined}
        done={undefined}
      />
      <p className="text-[0.8125rem] leading-5">
        <Link href="/forgot-password" className="link">
          Forgot your password?
        </Link>
      </p>
    </div>
  );
}
