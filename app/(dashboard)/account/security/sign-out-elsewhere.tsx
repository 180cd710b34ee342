"use client";

import { useState, useTransition } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { endOtherSessionsAction } from "./actions";

/** End every session but this one, after a question: work that is open elsewhere is lost. */
export function SignOutElsewhere({ others }: { others: number }) {
  const [open, setOpen] = useState(false);
  const [pending, startTransition] = useTransition();
  const toast = useToast();
  const end = () =>
    startTransition(async () => {
      const ended = await endOtherSessionsAction();
      setOpen(false);
      toast({ title: ended === 1 ? "One session ended" : `${ended} sessions ended` });
    });
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button>Sign out everywhere else</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader title="Sign out everywhere else?">
          {others === 1 ? "One other session ends" : `${others} other sessions end`} at once; whoever uses{" "}
          {others === 1 ? "it" : "one"} has to sign in again. Your access tokens go on working: revoke those on their
          own page.
        </AlertDialogHeader>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button>Cancel</Button>
          </AlertDialogCancel>
          <Button variant="danger" pending={pending} onClick={end}>
            Sign out everywhere else
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
