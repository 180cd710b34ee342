"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { errorOf } from "@/components/ui/use-mended";
import { PASSWORD_REFUSALS } from "@/lib/session/refusals";
import { confirmPasswordAction } from "./actions";

/** The password once more. */
export function ConfirmForm({ callbackUrl }: { callbackUrl: string }) {
  const { state, lost, pending, formProps } = usePostedForm(confirmPasswordAction, { status: "idle" });
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field
        label="Password"
        name="password"
        errors={state.status === "wrong_password" ? errorOf(state, PASSWORD_REFUSALS.wrong_password) : undefined}
        required
      >
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Confirm
      </Button>
    </form>
  );
}
