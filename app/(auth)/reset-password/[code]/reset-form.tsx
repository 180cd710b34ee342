"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { DeadLinkNotice } from "../../dead-link-notice";
import { resetPasswordAction } from "./actions";

/** The new password. */
export function ResetForm({ code, email }: { code: string; email: string }) {
  const { state, lost, pending, formProps } = usePostedForm(resetPasswordAction, { status: "idle" });
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "dead_link" && (
        <DeadLinkNotice again={{ label: "Ask for a new link", href: "/forgot-password" }} />
      )}
      <input type="hidden" name="code" value={code} />
      {/* For password managers: whose password this is. */}
      <input type="email" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field
        label="New password"
        name="password"
        errors={state.status === "invalid" ? state.fields.password : undefined}
        description="12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Change password
      </Button>
    </form>
  );
}
