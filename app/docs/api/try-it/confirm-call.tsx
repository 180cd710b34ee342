"use client";

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { Call, Operation } from "./request";

type Props = {
  operation: Operation;
  /** What to ask about; undefined while nothing is. */
  call: Call | undefined;
  close: () => void;
  confirm: (call: Call) => void;
};

/** Asks before a call that changes something. */
export function ConfirmCall({ operation: { method, token }, call, close, confirm }: Props) {
  return (
    <AlertDialog open={call !== undefined} onOpenChange={(open) => !open && close()}>
      <AlertDialogContent>
        <AlertDialogHeader title={`Send this ${method}?`}>
          <p className="wrap-anywhere">
            It is a real call, and changes what is there: <span className="font-mono text-foreground">{call?.url}</span>{" "}
            on {window.location.host}
            {token && ", with your token"}.
          </p>
        </AlertDialogHeader>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button>Cancel</Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild>
            <Button variant={method === "DELETE" ? "danger" : "primary"} onClick={() => call && confirm(call)}>
              Send {method}
            </Button>
          </AlertDialogAction>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
