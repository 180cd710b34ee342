"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { LimitNotice } from "../form/limit-notice";
import type { DialogContext } from "./dialog-context";

/** Shown instead of a form that could not be sent: the limit of active tokens is reached. */
export function NoRoomDialog({
  title,
  limit,
  organisation,
  close,
  restoreFocus,
}: Omit<DialogContext, "settings"> & {
  title: string;
  limit: number;
  organisation: { name: string; slug: string } | undefined;
}) {
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus}>
        <DialogHeader title={title} />
        <DialogBody>
          <LimitNotice limit={limit} organisation={organisation} onFollow={close} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>Close</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
