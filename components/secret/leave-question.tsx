"use client";

import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogHeader } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { LeavingGuard } from "./use-leaving-guard";

/** The question of a `useLeavingGuard`. Give it a place inside the dialog that shows the secret. */
export function LeaveQuestion({ guard, onStay }: { guard: LeavingGuard; onStay: () => void }) {
  return (
    <AlertDialog open={guard.isAsked} onOpenChange={(open) => !open && guard.stay()}>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onStay();
        }}
      >
        <AlertDialogHeader title="Leave without storing the secret?">
          It is shown only this once. If you leave now, no one can see it again, and you need to generate a new one.
        </AlertDialogHeader>
        <DialogFooter>
          <Button className="text-danger-text" onClick={guard.leave}>
            Leave
          </Button>
          <AlertDialogCancel asChild>
            <Button variant="primary">Stay</Button>
          </AlertDialogCancel>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
