"use client";

import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ActionNotice } from "./action-notice";
import { useAction } from "./use-action";
import { useSubmit } from "./use-submit";

/**
 * One button that navigates by a server action. It works before its script has loaded, and without one.
 * @param action the server action itself, also bound: a function around it could not be posted to
 */
export function LeadingForm({
  action,
  variant,
  children,
  fields,
}: {
  action: (form: FormData) => Promise<void>;
  variant?: "primary";
  /** What the button says. */
  children: ReactNode;
  /** Hidden fields. */
  fields?: ReactNode;
}) {
  const { run, pending, ...answer } = useAction(
    async (form: FormData) => {
      await action(form);
      return { status: "led" };
    },
    { done: "led", onDone: () => {} },
  );
  const { lost, submitProps } = useSubmit({ refusal: undefined, lost: answer.lost });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(new FormData(event.currentTarget));
  };
  return (
    <form {...submitProps} action={action} onSubmit={onSubmit} className="grid gap-4">
      <ActionNotice lost={lost} />
      {fields}
      <Button type="submit" variant={variant} pending={pending} className="w-full min-w-0">
        {children}
      </Button>
    </form>
  );
}
