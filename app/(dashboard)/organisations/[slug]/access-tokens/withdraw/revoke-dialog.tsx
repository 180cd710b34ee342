"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { revokeTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation";
import type { OrganisationTokenDetails } from "@/lib/organisation/access/json";
import { TokenSummary } from "./token-summary";

/** Revoke one of the organisation's own tokens, knowing what last used it. */
export function RevokeDialog({
  token,
  onRevoked,
  close,
  restoreFocus,
}: {
  token: OrganisationTokenDetails;
  onRevoked: (token: OrganisationTokenDetails) => void;
  close: () => void;
  restoreFocus: (event: Event) => void;
}) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const reason = useRef<HTMLTextAreaElement>(null);
  const revoke = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      try {
        const result = await revokeTokenAction(token.uuid, reason.current?.value ?? "");
        startTransition(() => {
          if (result.status === "invalid") setError(result.message);
          else if (result.status === "not_found") setError("You may no longer manage this token.");
          else {
            onRevoked(token);
            router.refresh();
          }
        });
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError("The server did not answer: the token may still work. Try again."));
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
        <DialogHeader title="Revoke token">
          Whatever sends its secret is refused from the next request on. If it was a mistake, you can undo it for{" "}
          {UNDOABLE_FOR_MINUTES} minutes.
        </DialogHeader>
        <form onSubmit={revoke} noValidate className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <TokenSummary token={token} />
            <Field label="Reason" optional errors={error} description="Stays with the token, and in the activity.">
              <Textarea ref={reason} rows={2} className="min-h-16" dir="auto" />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={pending}>
              Revoke token
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
