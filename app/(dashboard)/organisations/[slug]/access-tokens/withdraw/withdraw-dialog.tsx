"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OrganisationTokenDetails } from "@/lib/organisation/access/json";
import { withdrawAccessAction } from "./actions";
import { useTokenDialogs } from "./token-dialogs";
import { TokenSummary } from "./token-summary";

/** Keep somebody's personal token out of this organisation, knowing what last used it, and say why. */
export function WithdrawDialog({
  token,
  onWithdrawn,
  close,
  restoreFocus,
}: {
  token: OrganisationTokenDetails;
  onWithdrawn: (token: OrganisationTokenDetails) => void;
  close: () => void;
  restoreFocus: (event: Event) => void;
}) {
  const { organisation } = useTokenDialogs();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const reason = useRef<HTMLTextAreaElement>(null);
  const withdraw = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      try {
        const result = await withdrawAccessAction(organisation.id, token.uuid, reason.current?.value ?? "");
        startTransition(() => (result.status === "done" ? onWithdrawn(token) : setError(result.message)));
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError("The server did not answer: the token may still be let in. Try again."));
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
        <DialogHeader title="Withdraw access">
          {organisation.name} refuses the token from the next request on. Everywhere else it goes on working, and you
          can give the access back at any time.
        </DialogHeader>
        <form onSubmit={withdraw} noValidate className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <TokenSummary token={token} />
            <Field
              label="Reason"
              optional
              errors={error}
              description={`${token.owner.name} is told who withdrew it and why; so is whatever uses the token.`}
            >
              <Textarea ref={reason} rows={2} className="min-h-16" dir="auto" />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={pending}>
              Withdraw access
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
