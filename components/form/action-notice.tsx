"use client";

import { useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { focusHeir } from "./focus-again";
import { FormNotice } from "./form-notice";
import { type Lost, UNANSWERED } from "./use-action";

/** Why an action failed, where that concerns no single field: its refusal, or that no answer came, with *Try again*. */
export function ActionNotice({ lost, refusal }: { lost: Lost | undefined; refusal?: { status: string } | undefined }) {
  if (lost !== undefined) return <LostNotice lost={lost} />;
  return isRefused(refusal) ? <FormNotice tone="danger">{refusal.message}</FormNotice> : null;
}

function LostNotice({ lost }: { lost: Lost }) {
  const button = useRef<HTMLButtonElement>(null);
  // Before it is removed: afterwards its place is unknown.
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
