"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { FormNotice } from "./form-notice";
import { ProofNotice } from "./proof-notice";

/**
 * Asks before something that cannot be taken back, and says in the question what it ends.
 * @param trigger the button that asks
 * @param title what is done, which is what the button that does it says
 * @param act does it; answers with why not, or asks for a proof of identity, which the form then has as `password`
 * @param proofFor what that proof is needed for, in words
 * @param unanswered what to do when no answer comes
 */
export function ConfirmAction({
  trigger,
  title,
  description,
  children,
  act,
  proofFor = "this",
  unanswered,
}: {
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  children?: ReactNode;
  act: (form: FormData) => Promise<string | ProofRefusal | undefined>;
  proofFor?: string;
  unanswered: string;
}) {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | ProofRefusal>();
  const [pending, startTransition] = useTransition();
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const refused = await act(form);
        startTransition(() => (refused === undefined ? setOpen(false) : setRefusal(refused)));
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setRefusal(`The server did not answer${unanswered}`));
      }
    });
  };
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return;
        setOpen(next);
        setRefusal(undefined);
      }}
    >
      <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader title={title}>{description}</AlertDialogHeader>
        <form noValidate onSubmit={confirm} className="flex min-h-0 flex-1 flex-col">
          {(refusal !== undefined || children !== undefined) && (
            <DialogBody className="grid content-start gap-4">
              {typeof refusal === "string" && <FormNotice tone="danger">{refusal}</FormNotice>}
              {children}
              {typeof refusal === "object" && <ProofNotice refusal={refusal} what={proofFor} />}
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
