"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { useMended } from "@/components/ui/use-mended";
import type { Lost } from "./use-action";

/**
 * What every form does besides submitting: Ctrl+Enter and ⌘+Enter submit it from each field, and the focus goes to the first
 * thing to fix after a refusal. `wrong` and `lost` are what was given, until something is changed.
 */
export function useSubmit<Refusal extends object>(given: { refusal: Refusal | undefined; lost: Lost | undefined }) {
  const ref = useRef<HTMLFormElement>(null);
  const { refusal, lost } = given;
  const { wrong: standing, watch } = useMended<object>(lost ?? refusal);
  useEffect(() => {
    if (refusal === undefined && lost === undefined) return;
    ref.current?.querySelector<HTMLElement>(FIRST_TO_MEND)?.focus();
  }, [refusal, lost]);
  return {
    wrong: standing === refusal ? refusal : undefined,
    lost: standing === lost ? lost : undefined,
    submitProps: { ref, onKeyDown: submitByKey, ...watch },
  };
}

const FIRST_TO_MEND = '[aria-invalid="true"], [data-invalid] input, [data-refusal]';

/** Ctrl+Enter and ⌘+Enter. */
export function isSubmitKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}

function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (!isSubmitKey(event)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
