"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { TokenSummary } from "./token-summary";

export type ReasonDialogProps = {
  token: OrganisationTokenDetails;
  close: () => void;
  restoreFocus: (event: Event) => void;
};

/**
 * Ends something of a token, knowing what last used it, and asks for a reason.
 * @param act does it; answers with why not, or with what follows once it is done
 * @param unknown what may still be when no answer comes
 */
export function ReasonDialog({
  title,
  children,
  description,
  unknown,
  token,
  act,
  close,
  restoreFocus,
}: ReasonDialogProps & {
  title: string;
  children: ReactNode;
  description: string;
  unknown: string;
  act: (reason: string) => Promise<{ refused: string } | { done: () => void }>;
}) {
  const [error, setError] = useState<readonly string[]>();
  const [pending, startTransition] = useTransition();
  const reason = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      try {
        const result = await act(reason.current?.value ?? "");
        startTransition(() => ("done" in result ? result.done() : setError([result.refused])));
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError([`The server did not answer: ${unknown}. Try again.`]));
      }
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent
        size="sm"
        onCloseAutoFocus={restoreFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          reason.current?.focus();
        }}
      >
        <DialogHeader title={title}>{children}</DialogHeader>
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <TokenSummary token={token} />
            <Field label="Reason" optional errors={error} description={description}>
              <Textarea ref={reason} rows={2} className="min-h-16" dir="auto" />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={pending}>
              {title}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
