"use client";

import { useEffect, useRef } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { joinAction } from "./actions";

/**
 * The invited address and a password: of the account that it has, or of the one that is made. One form serves both, so that the
 * holder of the link does not learn which. A new account's timezone is the browser's.
 */
export function JoinForm({ code, email }: { code: string; email: string }) {
  const { state, wrong, lost, pending, formProps } = usePostedForm(joinAction, { status: "idle", values: {} });
  const timezone = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timezone.current) timezone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
  useEffect(() => {
    if (state.status === "wrong") password.current?.focus();
  }, [state]);
  const fields = state.status === "invalid" ? state.fields : {};
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      <p className="text-muted-foreground text-sm">
        If you have an account with this address, enter its password. If not, choose a password and enter your name to
        create one.
      </p>
      {wrong?.status === "wrong" && (
        <FormNotice tone="danger">
          This e-mail address has an account, and this isn’t its password.{" "}
          <Link href="/forgot-password" className="link">
            Forgot your password?
          </Link>
        </FormNotice>
      )}
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="timezone" ref={timezone} defaultValue="" />
      <Field label="E-mail">
        <Input type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <Field
        label="Password"
        name="password"
        errors={fields.password}
        description="A new one needs 12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput ref={password} autoComplete="current-password" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" name="firstName" errors={fields.firstName} description="For a new account">
          <Input autoComplete="given-name" maxLength={200} defaultValue={state.values.firstName} />
        </Field>
        <Field label="Last name" name="lastName" errors={fields.lastName} description="For a new account">
          <Input autoComplete="family-name" maxLength={200} defaultValue={state.values.lastName} />
        </Field>
      </div>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Continue
      </Button>
    </form>
  );
}
