"use client";

import { type ReactNode, useRef } from "react";
import type { Answer } from "@/components/form/answered";
import { FormDialog } from "@/components/form/form-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { TokenSummary } from "./token-summary";

export type ReasonDialogProps = {
  token: OrganisationTokenDetails;
  close: () => void;
  restoreFocus: (event: Event) => void;
};

/**
 * Withdraws or revokes a token: shows what last used it, and asks for a reason.
 * @param unanswered what may still be when no answer came, as a sentence
 */
export function ReasonDialog<Done extends { status: string }>({
  title,
  children,
  description,
  unanswered,
  token,
  action,
  onDone,
  close,
  restoreFocus,
}: ReasonDialogProps & {
  title: string;
  children: ReactNode;
  description: string;
  unanswered: string;
  action: (reason: string) => Promise<Answer<Done>>;
  onDone: (done: Done) => void;
}) {
  const reason = useRef<HTMLTextAreaElement>(null);
  return (
    <FormDialog
      close={close}
      title={title}
      about={children}
      submit={title}
      danger
      action={(form) => action(String(form.get("reason") ?? ""))}
      onDone={onDone}
      unanswered={unanswered}
      onCloseAutoFocus={restoreFocus}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        reason.current?.focus();
      }}
    >
      {(errors) => (
        <>
          <TokenSummary token={token} />
          <Field label="Reason" name="reason" optional errors={errors.reason} description={description}>
            <Textarea ref={reason} rows={2} className="min-h-16" dir="auto" />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
