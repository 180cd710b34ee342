"use client";

import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogHeader } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { LeavingGuard } from "./use-leaving-guard";

/**
 * The question of a `useLeavingGuard`. Give it a place inside the dialog that shows the secret.
 * @param count how many secrets would be lost
 */
export function LeaveQuestion({
  guard,
  onStay,
  count = 1,
}: {
  guard: LeavingGuard;
  onStay: () => void;
  count?: number;
}) {
  const { does = "Leave" } = guard;
  return (
    <AlertDialog open={guard.isAsked} onOpenChange={(open) => !open && guard.stay()}>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onStay();
        }}
      >
        <AlertDialogHeader title={`${does} without storing the ${count === 1 ? "secret" : "secrets"}?`}>
          {count === 1
            ? "It’s only shown once. If you continue, no one can see it again, and you’ll need to generate a new one."
            : "They’re only shown once. If you continue, no one can see them again, and you’ll need to generate new ones."}
        </AlertDialogHeader>
        <DialogFooter>
          <Button className="text-danger-text" onClick={guard.leave}>
            {does}
          </Button>
          <AlertDialogCancel asChild>
            <Button variant="primary">{guard.does === undefined ? "Stay" : "Cancel"}</Button>
          </AlertDialogCancel>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
