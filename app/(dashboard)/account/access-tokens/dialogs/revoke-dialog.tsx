"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { revokeTokenAction } from "../actions";
import { useLastUsed } from "../list/use-last-used";
import { LastUseWords } from "./last-use-words";
import { TokenCard } from "./token-card";
import type { DialogContext } from "./token-dialogs";

/** Revoke one token, knowing what last used it. */
export function RevokeDialog({
  token,
  onRevoked,
  close,
  restoreFocus,
}: DialogContext & { token: TokenDetailsJson; onRevoked: (label: string) => void }) {
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const reason = useRef<HTMLTextAreaElement>(null);
  // Asked anew while the dialog is open: whether it is in use right now is what decides.
  const lastUsed = useLastUsed([token], "revoke").get(token.uuid) ?? token;
  const revoke = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      try {
        const result = await revokeTokenAction(token.uuid, reason.current?.value ?? "");
        startTransition(() => (result.status === "invalid" ? setError(result.message) : onRevoked(token.label)));
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
          Whatever sends its secret is refused from the next request on. Your other tokens go on working.
        </DialogHeader>
        <form
          onSubmit={revoke}
          noValidate
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.requestSubmit();
          }}
          className="flex min-h-0 flex-1 flex-col"
        >
          <DialogBody className="grid content-start gap-5">
            <TokenCard token={token}>
              <LastUseWords token={{ ...token, last_use: lastUsed.last_use }} />
            </TokenCard>
            <Field label="Reason" optional errors={error} description="Stays with the token, and in your activity.">
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
