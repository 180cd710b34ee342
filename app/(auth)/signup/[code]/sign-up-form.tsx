"use client";

import { useEffect, useRef } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { DeadLinkNotice } from "../../dead-link-notice";
import { NewAccountFields } from "../../new-account-fields";
import { signUpAction } from "./actions";

/** Name and password of a new account; its timezone is the browser's. */
export function SignUpForm({ code, email }: { code: string; email: string }) {
  const { state, lost, pending, formProps } = usePostedForm(signUpAction, { status: "idle", values: {} });
  const timezone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timezone.current) timezone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "dead_link" && <DeadLinkNotice again={{ label: "Sign up again", href: "/signup" }} />}
      {state.status === "email_taken" && (
        <FormNotice tone="danger">
          An account with this address has been created in the meantime.{" "}
          <Link href="/login" className="link">
            Sign in
          </Link>
        </FormNotice>
      )}
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="timezone" ref={timezone} defaultValue="" />
      <NewAccountFields email={email} values={state.values} errors={state.status === "invalid" ? state.fields : {}} />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Create account
      </Button>
    </form>
  );
}
