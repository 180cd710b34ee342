"use client";

import { useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { focusHeir } from "./focus-again";
import { FormNotice } from "./form-notice";
import { type Lost, UNANSWERED } from "./use-action";

/** Why an action was not done, where that is about no single field: that no answer came, with *Try again*, or its sentence. */
export function ActionNotice({ lost, refusal }: { lost: Lost | undefined; refusal?: { status: string } | undefined }) {
  if (lost !== undefined) return <LostNotice lost={lost} />;
  return isRefused(refusal) ? <FormNotice tone="danger">{refusal.message}</FormNotice> : null;
}

function LostNotice({ lost }: { lost: Lost }) {
  const button = useRef<HTMLButtonElement>(null);
  // Before it is gone: afterwards nobody knows where it stood.
  useLayoutEffect(() => {
    const going = button.current;
    return () => focusHeir(going);
  }, []);
  return (
    <FormNotice tone="danger">
      {UNANSWERED}. {lost.truth}{" "}
      <Button ref={button} variant="link" data-refusal="" onClick={lost.again}>
        Try again
      </Button>
    </FormNotice>
  );
}

function isRefused(refusal: { status: string } | undefined): refusal is { status: "refused"; message: string } {
  return refusal?.status === "refused";
}
