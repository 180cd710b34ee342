"use client";

import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from "@/components/ui/dialog";
import type { FieldErrors } from "@/lib/action/refusal";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { ActionNotice } from "./action-notice";
import { type Answer, answered } from "./answered";
import { useFocusAgain } from "./focus-again";
import { ProofNotice } from "./proof-notice";
import { useFormAction } from "./use-form-action";

/**
 * A dialog around one form. A refusal is shown above the fields or at its field; what was typed stays. With `trigger` it opens
 * and closes by itself, without it is open until `close`. Where the action asks for a fresh proof of identity, the form gets an
 * additional field `password`.
 */
export function FormDialog<Done extends { status: string }>({
  trigger,
  close,
  title,
  about,
  submit,
  cancel = "Cancel",
  danger = false,
  action,
  onDone,
  proofFor = "this",
  asked,
  unanswered,
  children,
  ...content
}: {
  trigger?: ReactNode;
  close?: () => void;
  title: string;
  about?: ReactNode;
  /** The text of the button that submits. */
  submit: string;
  /** The text of the button that cancels. */
  cancel?: string;
  danger?: boolean;
  action: (form: FormData) => Promise<Answer<Done>>;
  onDone: (done: Done, form: FormData) => void;
  /** What a fresh proof of identity is needed for, in words, where the action asks for one. */
  proofFor?: string;
  /** Whether one was asked for before the dialog opened. */
  asked?: ProofRefusal;
  /** What stays true when no answer came, as a sentence. */
  unanswered?: string;
  children: (errors: FieldErrors) => ReactNode;
} & Omit<ComponentProps<typeof DialogContent>, "title" | "about" | "children">) {
  const [open, setOpen] = useState(trigger === undefined);
  const { remember, restoreFocus } = useFocusAgain();
  const opener = useRef<HTMLButtonElement>(null);
  const show = () => {
    remember(opener.current);
    setOpen(true);
  };
  const shut = () => {
    setOpen(false);
    forget();
    close?.();
  };
  const { pending, refusal, wrong, lost, forget, formProps } = useFormAction(
    async (form) => answered(await action(form)),
    {
      done: "done",
      onDone: ({ done }, form) => {
        shut();
        onDone(done, form);
      },
      unanswered,
    },
  );
  const proof = refusal ?? asked;
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? show() : !pending && shut())}>
      {trigger !== undefined && (
        <DialogTrigger ref={opener} asChild>
          {trigger}
        </DialogTrigger>
      )}
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus} {...content}>
        <DialogHeader title={title}>{about}</DialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <ActionNotice lost={lost} refusal={wrong} />
            {children(refusal?.status === "invalid" ? refusal.fields : {})}
            {proof?.status === "reauthentication_required" && <ProofNotice refusal={proof} what={proofFor} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={shut} disabled={pending}>
              {cancel}
            </Button>
            <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending}>
              {submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
