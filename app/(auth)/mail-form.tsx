"use client";

import { MailCheck } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAILED_LATELY } from "@/lib/one-time-code/refusals";

export type MailFormState =
  | { status: "idle" }
  | { status: "invalid"; email: string; errors: string[] }
  | { status: "slow_down"; email: string; waitSeconds: number; retryAt: Date }
  /** The answer does not depend on whether an account has the address. */
  | { status: "asked"; email: string };

/** One e-mail address, to which a link is mailed; afterwards what to do while it is on its way. */
export function MailForm({
  action,
  submit,
  asked,
}: {
  action: (previous: MailFormState, form: FormData) => Promise<MailFormState>;
  submit: string;
  asked: ReactNode;
}) {
  const { state, lost, pending, formProps } = usePostedForm(action, { status: "idle" });
  const done = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.status === "asked") done.current?.focus();
  }, [state]);
  if (state.status === "asked") {
    return (
      <section className="grid gap-3 border-t pt-6" aria-labelledby="asked">
        <h2
          id="asked"
          ref={done}
          tabIndex={-1}
          className="flex items-center gap-2 font-semibold text-base outline-none"
        >
          <MailCheck aria-hidden="true" className="size-4.5 text-active-text" /> Check your mail
        </h2>
        <p className="break-words text-sm">
          To <strong className="font-medium">{state.email}</strong>.
        </p>
        <div className="grid gap-2 text-muted-foreground text-sm">{asked}</div>
      </section>
    );
  }
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "slow_down" && (
        <WaitNotice
          key={`${state.retryAt.getTime()}.${state.waitSeconds}`}
          seconds={state.waitSeconds}
          why={MAILED_LATELY}
        />
      )}
      <Field label="E-mail" name="email" errors={state.status === "invalid" ? state.errors : undefined} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          defaultValue={state.status === "idle" ? "" : state.email}
        />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        {submit}
      </Button>
    </form>
  );
}
