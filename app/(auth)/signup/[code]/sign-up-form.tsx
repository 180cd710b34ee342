"use client";

import Link from "next/link";
import { useActionState, useEffect, useRef } from "react";
import { FormNotice } from "@/components/form-notice";
import { PasswordInput } from "@/components/password-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { DeadLinkNotice } from "../../dead-link-notice";
import { signUpAction } from "./actions";

/** Name and password of a new account; its timezone is the browser's. */
export function SignUpForm({ code, email }: { code: string; email: string }) {
  const [state, action, pending] = useActionState(signUpAction, { status: "idle", values: {} });
  const timezone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timezone.current) timezone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
  const { values } = state;
  const fields = state.status === "invalid" ? state.fields : {};
  return (
    <form action={action} className="grid gap-4">
      {state.status === "dead_link" && <DeadLinkNotice again={{ label: "Sign up again", href: "/signup" }} />}
      {state.status === "email_taken" && (
        <FormNotice tone="danger">
          An account with this address was made meanwhile.{" "}
          <Link href="/login" className="link">
            Sign in
          </Link>
        </FormNotice>
      )}
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="timezone" ref={timezone} defaultValue="" />
      <Field label="E-mail">
        <Input type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" name="firstName" errors={fields.firstName}>
          <Input autoComplete="given-name" maxLength={200} defaultValue={values.firstName} />
        </Field>
        <Field label="Last name" name="lastName" errors={fields.lastName}>
          <Input autoComplete="family-name" maxLength={200} defaultValue={values.lastName} />
        </Field>
      </div>
      <Field
        label="Password"
        name="password"
        errors={fields.password}
        description="12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Create account
      </Button>
    </form>
  );
}
