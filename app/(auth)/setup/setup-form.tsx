"use client";

import { useEffect, useRef } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { OBVIOUS_PASSWORD } from "@/lib/password/refusals";
import { setupAction } from "./actions";

/** The first account and the organisation of the platform. */
export function SetupForm({ code }: { code: string }) {
  const { state, lost, pending, formProps } = usePostedForm(setupAction, { status: "idle", values: {} });
  const timezone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timezone.current) timezone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
  const { values } = state;
  const fields = state.status === "invalid" ? state.fields : {};
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "wrong_code" && (
        <FormNotice tone="danger">
          The link has been used or is older than a day. Restart the server to get a new one.
        </FormNotice>
      )}
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="timezone" ref={timezone} defaultValue="" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" name="firstName" errors={fields.firstName}>
          <Input autoComplete="given-name" maxLength={200} defaultValue={values.firstName} />
        </Field>
        <Field label="Last name" name="lastName" errors={fields.lastName}>
          <Input autoComplete="family-name" maxLength={200} defaultValue={values.lastName} />
        </Field>
      </div>
      <Field label="E-mail" name="email" errors={fields.email} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          defaultValue={values.email}
        />
      </Field>
      <Field
        label="Password"
        name="password"
        errors={fields.password}
        alsoAbout={fields.password?.[0] === OBVIOUS_PASSWORD ? ["email"] : undefined}
        description="12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput autoComplete="new-password" />
      </Field>
      <Field
        label="Organisation"
        name="organisation"
        errors={fields.organisation}
        description="The one that runs this platform. You’ll be its owner."
        required
      >
        <Input autoComplete="organization" maxLength={200} defaultValue={values.organisation} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Create account
      </Button>
    </form>
  );
}
