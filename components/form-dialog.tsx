"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { FormNotice } from "./form-notice";
import { Button } from "./ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from "./ui/dialog";

export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;
export type FormRefusal = { status: "refused"; message: string } | { status: "invalid"; fields: FieldErrors };

type Answer<Done extends { status: string }> = Done | FormRefusal;

/**
 * A dialog around one form. What the action refuses is said above the fields or at the field; what was typed stays. With `trigger`
 * it opens and closes by itself, without it is open until `close`.
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
  /** What to say when no answer came. */
  failed?: string;
  children: (errors: FieldErrors) => ReactNode;
}) {
  const [open, setOpen] = useState(trigger === undefined);
  const [refusal, setRefusal] = useState<FormRefusal>();
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
        <form noValidate onSubmit={run} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            {refusal?.status === "refused" && <FormNotice tone="danger">{refusal.message}</FormNotice>}
            {children(refusal?.status === "invalid" ? refusal.fields : {})}
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

function isRefusal<Done extends { status: string }>(answer: Answer<Done>): answer is FormRefusal {
  return answer.status === "refused" || answer.status === "invalid";
}
