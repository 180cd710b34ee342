"use client";

import type { FormEvent } from "react";
import { type ActionOptions, useAction } from "./use-action";
import { useSubmit } from "./use-submit";

/**
 * `useAction` for a form, which works once the page is hydrated. What was typed stays through every refusal.
 * @returns `refusal` as `useAction` does; `wrong` is the same until something is changed
 */
export function useFormAction<Result extends { status: string }, Done extends Result["status"]>(
  action: (form: FormData) => Promise<Result>,
  options: ActionOptions<readonly [FormData], Result, Done>,
) {
  const { run, pending, refusal, forget, ...answer } = useAction(action, options);
  const { wrong, lost, submitProps } = useSubmit({ refusal, lost: answer.lost });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(new FormData(event.currentTarget));
  };
  return { pending, refusal, wrong, lost, forget, formProps: { ...submitProps, onSubmit, noValidate: true } };
}
