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
import { SIGN_IN_REFUSALS } from "@/lib/session/refusals";
import { signInAction } from "./actions";

/** E-mail address and password. It works before its script has loaded, and without one. */
export function LoginForm({
  callbackUrl,
  email = "",
  refusal,
  done,
}: {
  callbackUrl: string;
  /** The address that is expected. */
  email?: string;
  refusal: string | undefined;
  /** What happened just before, such as a new password, as a sentence. */
  done: string | undefined;
}) {
  const { state, wrong, lost, pending, formProps } = usePostedForm(signInAction, { status: "idle" });
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state.status === "wrong") password.current?.focus();
  }, [state]);
  const fields = state.status === "invalid" ? state.fields : {};
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "idle" && refusal && <FormNotice tone="danger">{refusal}</FormNotice>}
      {state.status === "idle" && !refusal && done && <FormNotice tone="done">{done}</FormNotice>}
      {wrong?.status === "wrong" && <FormNotice tone="danger">{SIGN_IN_REFUSALS.wrong}</FormNotice>}
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field label="E-mail" name="email" errors={fields.email} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          defaultValue={state.status === "idle" ? email : state.email}
        />
      </Field>
      <Field label="Password" name="password" errors={fields.password} required>
        <PasswordInput ref={password} autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Sign in
      </Button>
    </form>
  );
}
