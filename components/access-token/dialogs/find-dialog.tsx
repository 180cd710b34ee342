"use client";

import { type FormEvent, useRef, useState } from "react";
import { findBySecretAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { errorOf } from "@/components/ui/use-mended";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import type { DialogContext } from "./dialog-context";
import { TokenCard } from "./token-card";

type Found = Extract<Awaited<ReturnType<typeof findBySecretAction>>, { status: "found" }>;

const STATES = {
  pending: "This is its new secret, not used yet: looking it up doesn’t count as a use.",
  retiring: "This is its old secret. It works until the overlap ends.",
};

/**
 * Find out which token a secret from a log or a configuration belongs to, without using it. With `expected`, whether the one
 * that was stored is the new one of that token.
 */
export function FindDialog({
  expected,
  pasted,
  close,
  restoreFocus,
}: Pick<DialogContext, "close" | "restoreFocus"> & {
  expected: TokenDetailsJson | undefined;
  /** What was pasted elsewhere, as the initial value. */
  pasted?: string | undefined;
}) {
  const [answer, setAnswer] = useState<Found>();
  const input = useRef<HTMLInputElement>(null);
  const { pending, refusal, lost, formProps } = useFormAction(findBySecretAction, {
    done: "found",
    onDone: (found) => {
      setAnswer(found);
      input.current?.focus();
    },
    onRefused: () => setAnswer(undefined),
    unanswered: "What you pasted is kept so you can try again, but is no longer shown.",
  });
  const find = (event: FormEvent<HTMLFormElement>) => {
    if (pending) return event.preventDefault();
    formProps.onSubmit(event);
    // At once, not when the answer comes: the secret stays on the page no longer than it is needed.
    if (input.current) input.current.value = "";
  };
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus}>
        <DialogHeader title={expected ? "Test the new secret" : "Find a token by its secret"}>
          {expected
            ? "Paste it from where you stored it to check that it’s the right one."
            : "Found a secret in a log or a configuration? Paste it, or the whole line, to see which of your tokens it belongs to."}{" "}
          It’s only checked, never stored, logged or counted as a use.
        </DialogHeader>
        <form {...formProps} onSubmit={find} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-4">
            <ActionNotice lost={lost} />
            <Field
              label="Secret"
              name="secret"
              errors={refusal?.status === "refused" ? errorOf(refusal, refusal.message) : undefined}
            >
              <Input
                ref={input}
                type="password"
                defaultValue={pasted}
                autoComplete="off"
                spellCheck={false}
                data-1p-ignore=""
                data-lpignore="true"
                className="font-mono"
              />
            </Field>
            <div aria-live="polite">
              {answer !== undefined && (
                <div className="grid gap-3">
                  {expected && answer.token.uuid !== expected.uuid && (
                    <p className="text-danger-text text-sm">This is the secret of another token.</p>
                  )}
                  {expected && answer.token.uuid === expected.uuid && answer.secretState === "current" && (
                    <p className="text-danger-text text-sm">This is the secret in use, not the new one.</p>
                  )}
                  <TokenCard token={answer.token}>
                    <Status tone={answer.token.status} />
                    {answer.secretState !== "current" && answer.token.status === "active" && (
                      <span className="mt-1 block">{STATES[answer.secretState]}</span>
                    )}
                  </TokenCard>
                  <Link
                    href={`${LIST_PATH}/${answer.token.uuid}`}
                    className="link justify-self-start text-sm"
                    onClick={close}
                  >
                    Open this token
                  </Link>
                </div>
              )}
            </div>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Close</Button>
            <Button type="submit" variant="primary" pending={pending}>
              {expected ? "Test secret" : "Find token"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
