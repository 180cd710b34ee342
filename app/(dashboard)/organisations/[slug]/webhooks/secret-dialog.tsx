"use client";

import { type ReactNode, useEffectEvent, useLayoutEffect, useRef, useState, useTransition } from "react";
import { LeaveQuestion } from "@/components/secret/leave-question";
import { useLeavingGuard } from "@/components/secret/use-leaving-guard";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signingHintOf } from "@/lib/webhook/hint";
import { confirmSigningSecretStoredAction } from "./actions";

/**
 * The one time that a signing secret is shown. Until it was copied or confirmed as stored, every way out asks first, and the webhook's
 * page says that it was never stored. It is in this component's memory alone.
 */
export function SecretDialog({
  target: { organisationId, webhookId },
  secret,
  title,
  close,
  children,
}: {
  target: { organisationId: string; webhookId: string };
  secret: string;
  title: string;
  close: () => void;
  children: ReactNode;
}) {
  const [safe, setSafe] = useState({ copied: false, confirmed: false });
  const isSafe = safe.copied || safe.confirmed;
  const guard = useLeavingGuard(!isSafe, close);
  const [pending, startTransition] = useTransition();
  const telling = useRef<Promise<void>>(undefined);
  // If that fails, the next way out tries again, and in the end the webhook's page asks for another one.
  const confirm = async () => {
    telling.current ??= confirmSigningSecretStoredAction(organisationId, webhookId, signingHintOf(secret)).then(
      () => {},
      () => {
        telling.current = undefined;
      },
    );
    await telling.current;
  };
  const leave = () => {
    if (!isSafe) return guard.ask(close);
    startTransition(async () => {
      await confirm();
      close();
    });
  };
  // A box that is ticked counts as it stands when the dialog goes, also by the browser's Back.
  const tellStored = useEffectEvent(() => {
    if (isSafe) void confirm();
  });
  useLayoutEffect(() => () => tellStored(), []);
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent size="md" onPointerDownOutside={(event) => event.preventDefault()}>
        <DialogHeader title={title}>{children}</DialogHeader>
        <DialogBody className="grid content-start gap-4">
          <Field label="Signing secret">
            <Input
              readOnly
              data-secret=""
              value={secret}
              onFocus={({ currentTarget }) => currentTarget.select()}
              autoComplete="off"
              spellCheck={false}
              data-1p-ignore=""
              className="h-11 font-mono text-[0.8125rem]"
            />
          </Field>
          <div>
            <CopyButton
              value={secret}
              label="Copy secret"
              variant={isSafe ? "secondary" : "primary"}
              onCopied={() => {
                setSafe((before) => ({ ...before, copied: true }));
                startTransition(confirm);
              }}
            />
          </div>
        </DialogBody>
        <DialogFooter className="flex-nowrap gap-3 max-sm:flex-col max-sm:items-stretch sm:justify-between">
          <CheckboxField
            label="I have stored this secret"
            checked={safe.confirmed}
            onChange={({ target }) => setSafe((before) => ({ ...before, confirmed: target.checked }))}
          />
          <Button variant={isSafe ? "primary" : "secondary"} pending={pending} onClick={leave}>
            Done
          </Button>
        </DialogFooter>
        <LeaveQuestion
          guard={guard}
          onStay={() => document.querySelector<HTMLInputElement>("[data-secret]")?.focus()}
        />
      </DialogContent>
    </Dialog>
  );
}
