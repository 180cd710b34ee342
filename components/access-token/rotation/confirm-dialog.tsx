"use client";

import type { ReactNode } from "react";
import type { Answer } from "@/components/form/answered";
import { FormDialog } from "@/components/form/form-dialog";

/** Explain an action, and run it when confirmed. */
export function ConfirmDialog<Done extends { status: string }>({
  title,
  lead,
  verb,
  danger = false,
  action,
  onDone,
  onClose,
  restoreFocus,
  children,
}: {
  title: string;
  lead: ReactNode;
  /** What the button says. */
  verb: string;
  danger?: boolean;
  action: () => Promise<Answer<Done>>;
  onDone: () => void;
  onClose: () => void;
  restoreFocus: (event: Event) => void;
  children: ReactNode;
}) {
  return (
    <FormDialog
      close={onClose}
      title={title}
      about={lead}
      submit={verb}
      cancel="Back"
      danger={danger}
      action={action}
      onDone={onDone}
      onCloseAutoFocus={restoreFocus}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        if (!(event.target instanceof HTMLElement)) return;
        // The first choice if there is one, otherwise Cancel: a stray Enter does nothing.
        const wayOut = event.target.querySelector<HTMLElement>("footer button");
        (event.target.querySelector<HTMLElement>("input:checked") ?? wayOut)?.focus();
      }}
    >
      {() => <div className="grid gap-4 text-sm">{children}</div>}
    </FormDialog>
  );
}
