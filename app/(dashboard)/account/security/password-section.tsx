"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Section } from "@/components/page/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Time } from "@/components/ui/time";
import { errorOf } from "@/components/ui/use-mended";
import { CHANGE_PASSWORD_REFUSALS, SAME_PASSWORD } from "@/lib/password/refusals";
import { changePasswordAction } from "./actions";

/** Change the password, or say that there is none. */
export function PasswordSection({
  email,
  changedAt,
  hasPassword,
  provider,
}: {
  email: string;
  changedAt: Date | null;
  hasPassword: boolean;
  provider: string;
}) {
  if (!hasPassword) {
    return (
      <Section title="Password" about={`This account has none: you sign in with ${provider}.`}>
        {null}
      </Section>
    );
  }
  const about = (
    <>
      {changedAt && (
        <>
          Last changed <Time at={changedAt} />.{" "}
        </>
      )}
      Changing it signs you out everywhere else.
    </>
  );
  return (
    <Section title="Password" about={about}>
      <ChangePasswordForm email={email} />
    </Section>
  );
}

function ChangePasswordForm({ email }: { email: string }) {
  const { state, wrong, lost, pending, formProps } = usePostedForm(
    changePasswordAction,
    { status: "idle" },
    {
      onAnswer: ({ status }) => status === "changed" && formProps.ref.current?.reset(),
      unanswered: "Your password may have changed already.",
    },
  );
  const fields = state.status === "invalid" ? state.fields : {};
  return (
    <form {...formProps} className="grid max-w-sm gap-4">
      <ActionNotice lost={lost} refusal={wrong} />
      {state.status === "changed" && <FormNotice tone="done">{changedSentence(state.endedSessions)}</FormNotice>}
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      {/* For password managers: whose password this is. */}
      <input type="email" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field
        label="Current password"
        name="current"
        errors={
          state.status === "wrong_password" ? errorOf(state, CHANGE_PASSWORD_REFUSALS.wrong_password) : fields.current
        }
        required
      >
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Field
        label="New password"
        name="new"
        errors={fields.new}
        alsoAbout={fields.new?.[0] === SAME_PASSWORD ? ["current"] : undefined}
        description="12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput autoComplete="new-password" />
      </Field>
      <Button type="submit" pending={pending} className="justify-self-start">
        Change password
      </Button>
    </form>
  );
}

function changedSentence(endedSessions: number): string {
  if (endedSessions === 0) return "Your password was changed.";
  return `Your password was changed, and ${endedSessions === 1 ? "one other session" : `${endedSessions} other sessions`} ended.`;
}
