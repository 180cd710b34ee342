"use client";

import { type ReactNode, useRef, useState } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { ActionNotice } from "./action-notice";
import { type Answer, answered } from "./answered";
import { useFocusAgain } from "./focus-again";
import { ProofNotice } from "./proof-notice";
import { useFormAction } from "./use-form-action";

/**
 * Asks before something that cannot be undone, and says in the question what it ends.
 * @param trigger the button that asks
 * @param title what is done; also the text of the button that does it
 * @param action runs it; where it asks for a proof of identity, the form then carries that as `password`
 * @param proofFor what that proof is needed for, in words
 * @param unanswered what stays true when no answer came, as a sentence
 */
export function ConfirmAction<Done extends { status: string }>({
  trigger,
  title,
  description,
  children,
  action,
  onDone,
  proofFor = "this",
  unanswered,
}: {
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  children?: ReactNode;
  action: (form: FormData) => Promise<Answer<Done>>;
  onDone: (done: Done) => void;
  proofFor?: string;
  unanswered?: string;
}) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { remember, restoreFocus } = useFocusAgain();
  const { pending, refusal, wrong, lost, forget, formProps } = useFormAction(
    async (form) => answered(await action(form)),
    {
      done: "done",
      onDone: ({ done }) => {
        setOpen(false);
        onDone(done);
      },
      unanswered,
    },
  );
  const asksProof = refusal?.status === "reauthentication_required";
  const hasBody = refusal !== undefined || lost !== undefined || children !== undefined;
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return;
        remember(opener.current);
        setOpen(next);
        forget();
      }}
    >
      <AlertDialogTrigger ref={opener} asChild>
        {trigger}
      </AlertDialogTrigger>
      <AlertDialogContent onCloseAutoFocus={restoreFocus}>
        <AlertDialogHeader title={title}>{description}</AlertDialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          {hasBody && (
            <DialogBody className="grid content-start gap-4">
              <ActionNotice lost={lost} refusal={wrong} />
              {children}
              {asksProof && <ProofNotice refusal={refusal} what={proofFor} />}
            </DialogBody>
          )}
          <DialogFooter>
            <AlertDialogCancel asChild>
              <Button disabled={pending}>Cancel</Button>
            </AlertDialogCancel>
            <Button type="submit" variant="danger" pending={pending}>
              {title}
            </Button>
          </DialogFooter>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
