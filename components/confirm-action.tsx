"use client";

import { unstable_rethrow } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { FormNotice } from "@/components/form-notice";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";

/**
 * Asks before something that cannot be taken back, and says in the question what it ends.
 * @param trigger the button that asks
 * @param title what is done, which is what the button that does it says
 * @param act does it; answers with why not
 * @param unanswered what to do when no answer comes
 */
export function ConfirmAction({
  trigger,
  title,
  description,
  children,
  act,
  unanswered,
}: {
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  children?: ReactNode;
  act: () => Promise<string | undefined>;
  unanswered: string;
}) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const confirm = () =>
    startTransition(async () => {
      try {
        const refused = await act();
        startTransition(() => (refused === undefined ? setOpen(false) : setError(refused)));
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError(`The server did not answer${unanswered}`));
      }
    });
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return;
        setOpen(next);
        setError(undefined);
      }}
    >
      <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader title={title}>{description}</AlertDialogHeader>
        {(error !== undefined || children !== undefined) && (
          <DialogBody className="grid content-start gap-4">
            {error !== undefined && <FormNotice tone="danger">{error}</FormNotice>}
            {children}
          </DialogBody>
        )}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button disabled={pending}>Cancel</Button>
          </AlertDialogCancel>
          <Button variant="danger" onClick={confirm} pending={pending}>
            {title}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
