"use client";

import { useToast } from "@/components/ui/toast";
import { type ActionOptions, UNANSWERED, useAction } from "./use-action";

type ToastOptions<Args extends readonly unknown[]> = {
  /** What the toast is about, such as `token ${uuid}`. */
  about: (...args: Args) => string;
  /** Its title where it was refused with a sentence: `Role not changed`. */
  refused: string;
};

/** `useAction` for a button or a list without a form: a toast says why it failed, with *Try again* where no answer came. */
export function useToastAction<
  Args extends readonly unknown[],
  Result extends { status: string },
  Done extends Result["status"],
>(
  action: (...args: Args) => Promise<Result>,
  { about, refused, ...options }: ActionOptions<Args, Result, Done> & ToastOptions<Args>,
) {
  const toast = useToast();
  return useAction(action, {
    ...options,
    onRefused: (refusal, ...args) => {
      if (hasMessage(refusal)) {
        toast({ about: about(...args), tone: "danger", title: refused, description: refusal.message });
      }
      options.onRefused?.(refusal, ...args);
    },
    onLost: (lost, ...args) => {
      const action = { label: "Try again", onSelect: lost.again };
      toast({ about: about(...args), tone: "danger", title: UNANSWERED, description: lost.truth, action });
      options.onLost?.(lost, ...args);
    },
  });
}

function hasMessage(refusal: { status: string }): refusal is { status: "refused"; message: string } {
  return refusal.status === "refused";
}
