"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useState, useTransition } from "react";
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
import { useToast } from "@/components/ui/toast";
import { leaveOrganisationAction } from "./actions";

/** Leaves an organisation, after a question. */
export function LeaveOrganisation({ organisationId, name }: { organisationId: string; name: string }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const toast = useToast();
  const leave = () =>
    startTransition(async () => {
      try {
        const result = await leaveOrganisationAction(organisationId);
        if (result.status === "refused") return startTransition(() => setError(result.message));
        toast({ title: `You left ${name}` });
        router.replace("/");
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError("The server did not answer: you may have left or not. Reload the page."));
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
      <AlertDialogTrigger asChild>
        <Button>Leave organisation…</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader title="Leave organisation">
          You and your personal tokens lose <bdi className="break-words font-medium text-foreground">{name}</bdi> at
          once. To come back, an owner or admin has to invite you again.
        </AlertDialogHeader>
        {error !== undefined && (
          <DialogBody>
            <FormNotice tone="danger">{error}</FormNotice>
          </DialogBody>
        )}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button disabled={pending}>Cancel</Button>
          </AlertDialogCancel>
          <Button variant="danger" onClick={leave} pending={pending}>
            Leave organisation
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
