"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState, useTransition } from "react";
import type { FormRefusal } from "@/app/(dashboard)/account/access-tokens/actions";

/** A refusal of the server, or `failed`: no answer came, and nobody knows what became of it. */
export type Refusal = FormRefusal | { status: "failed" };

/**
 * Send a form to an action without emptying it: what was typed stays through every refusal, and the focus goes to the
 * first thing to mend. Ctrl+Enter and ⌘+Enter send it from every field.
 */
export function useFormAction<Done extends { status: string }>(
  action: (form: FormData) => Promise<Done | FormRefusal>,
  isDone: (result: Done | FormRefusal) => result is Done,
  onDone: (result: Done) => void,
) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [pending, startTransition] = useTransition();
  const ref = useRef<HTMLFormElement>(null);
  // Sent again before the first sending was rendered as pending.
  const sending = useRef(false);

  useEffect(() => {
    if (refusal === undefined) return;
    ref.current?.querySelector<HTMLElement>(FIRST_TO_MEND)?.focus();
  }, [refusal]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending || sending.current) return;
    sending.current = true;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const result = await action(form);
        startTransition(() => (isDone(result) ? onDone(result) : setRefusal(result)));
      } catch (error) {
        // A session that ended leads to the sign-in page: that is no failure of the form.
        unstable_rethrow(error);
        startTransition(() => setRefusal({ status: "failed" }));
      } finally {
        sending.current = false;
      }
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return { refusal, pending, formProps: { ref, onSubmit, onKeyDown, noValidate: true } };
}

const FIRST_TO_MEND = '[aria-invalid="true"], [data-invalid] input, [data-refusal]';

/** What is wrong with one field, by the API's name of it. */
export function fieldErrors(refusal: Refusal | undefined, name: string): string[] | undefined {
  return refusal?.status === "invalid" ? refusal.fields[name] : undefined;
}
