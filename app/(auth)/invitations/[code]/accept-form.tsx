"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { errorOf } from "@/components/ui/use-mended";
import { PASSWORD_REFUSALS } from "@/lib/session/refusals";
import { acceptAction } from "./actions";

/**
 * One button for someone who is signed in with the invited address.
 * @param asksPassword the link confirms the address, and the person has to show that the account is theirs
 */
export function AcceptForm({
  code,
  organisation,
  asksPassword,
}: {
  code: string;
  organisation: string;
  asksPassword: boolean;
}) {
  const { state, lost, pending, formProps } = usePostedForm(acceptAction, { status: "idle" });
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      <input type="hidden" name="code" value={code} />
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      {state.status === "use_oidc" && <FormNotice tone="danger">{PASSWORD_REFUSALS.use_oidc}</FormNotice>}
      {(asksPassword || state.status === "wrong_password") && (
        <Field
          label="Your password"
          name="password"
          errors={state.status === "wrong_password" ? errorOf(state, PASSWORD_REFUSALS.wrong_password) : undefined}
          description="Joining also confirms your e-mail address. Everything in your account keeps working."
          required
        >
          <PasswordInput autoComplete="current-password" />
        </Field>
      )}
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Join {organisation}
      </Button>
    </form>
  );
}
