"use client";

import { type ReactNode, useRef } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";

/** Say what an action does, and do it when that is confirmed. */
export function ConfirmDialog({
  title,
  lead,
  verb,
  danger = false,
  pending,
  error,
  onConfirm,
  onClose,
  restoreFocus,
  children,
}: {
  title: string;
  lead: ReactNode;
  /** What the button says. */
  verb: string;
  danger?: boolean;
  pending: boolean;
  error: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
  restoreFocus: (event: Event) => void;
  children: ReactNode;
}) {
  const body = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        size="sm"
        onCloseAutoFocus={restoreFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          // Where there is something to choose, that; otherwise the way out: nothing is done by a stray Enter.
          const chosen = body.current?.querySelector<HTMLInputElement>("input:checked");
          (chosen ?? back.current)?.focus();
        }}
      >
        <DialogHeader title={title}>{lead}</DialogHeader>
        <DialogBody ref={body} className="grid content-start gap-4 text-sm">
          {children}
          {error && <FormNotice tone="danger">{error}</FormNotice>}
        </DialogBody>
        <DialogFooter>
          <Button ref={back} onClick={onClose} disabled={pending}>
            Back
          </Button>
          <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={onConfirm}>
            {verb}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
