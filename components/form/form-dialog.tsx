"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from "@/components/ui/dialog";
import { useMended } from "@/components/ui/use-mended";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { FormNotice } from "./form-notice";
import { ProofNotice } from "./proof-notice";

export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;
export type FormRefusal = { status: "refused"; message: string } | { status: "invalid"; fields: FieldErrors };

type Refusal = FormRefusal | ProofRefusal;
type Answer<Done extends { status: string }> = Done | Refusal;

/**
 * A dialog around one form. What the action refuses is said above the fields or at the field; what was typed stays. With `trigger`
 * it opens and closes by itself, without it is open until `close`. Where the action asks for a fresh proof of identity, the form has a
 * field `password` more.
 */
export function FormDialog<Done extends { status: string }>({
  trigger,
  close,
  title,
  about,
  submit,
  danger = false,
  size = "sm",
  action,
  onDone,
  proofFor = "this",
  asked,
  failed = "The server did not answer: it may be done or not. Reload the page.",
  children,
}: {
  trigger?: ReactNode;
  close?: () => void;
  title: string;
  about?: ReactNode;
  /** The words of the button that does it. */
  submit: string;
  danger?: boolean;
  size?: "sm" | "md" | "lg";
  action: (form: FormData) => Promise<Answer<Done>>;
  onDone: (done: Done) => void;
  /** What a fresh proof of identity is needed for, in words, where the action asks for one. */
  proofFor?: string;
  /** One was asked for before the dialog opened. */
  asked?: ProofRefusal;
  /** What to say when no answer came. */
  failed?: string;
  children: (errors: FieldErrors) => ReactNode;
}) {
  const [open, setOpen] = useState(trigger === undefined);
  const [refusal, setRefusal] = useState<Refusal | undefined>(asked);
  const { wrong, watch } = useMended(refusal);
  const [pending, startTransition] = useTransition();
  const shut = () => {
    setOpen(false);
    setRefusal(undefined);
    close?.();
  };
  const run = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const answer = await action(form);
        startTransition(() => {
          if (isRefusal(answer)) return setRefusal(answer);
          shut();
          onDone(answer);
        });
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setRefusal({ status: "refused", message: failed }));
      }
    });
  };
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : !pending && shut())}>
      {trigger !== undefined && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent size={size}>
        <DialogHeader title={title}>{about}</DialogHeader>
        <form {...watch} noValidate onSubmit={run} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            {wrong?.status === "refused" && <FormNotice tone="danger">{wrong.message}</FormNotice>}
            {children(refusal?.status === "invalid" ? refusal.fields : {})}
            {refusal?.status === "reauthentication_required" && <ProofNotice refusal={refusal} what={proofFor} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={shut} disabled={pending}>
              Cancel
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

function isRefusal<Done extends { status: string }>(answer: Answer<Done>): answer is Refusal {
  return ["refused", "invalid", "reauthentication_required"].includes(answer.status);
}
