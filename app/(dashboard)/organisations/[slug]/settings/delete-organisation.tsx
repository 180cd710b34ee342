"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { deleteOrganisationAction } from "./actions";

/** Deletes an organisation once its name has been typed. */
export function DeleteOrganisation({ organisationId, name }: { organisationId: string; name: string }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<readonly string[]>();
  const [pending, startTransition] = useTransition();
  const typed = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const toast = useToast(`organisation ${organisationId}`);
  const remove = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      try {
        const result = await deleteOrganisationAction(organisationId, typed.current?.value ?? "");
        if (result.status === "refused") return startTransition(() => setError([result.message]));
        toast({ title: `${name} is deleted` });
        router.replace("/");
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError(["The server did not answer: it may be deleted or not. Reload the page."]));
      }
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return;
        setOpen(next);
        setError(undefined);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="danger">Delete organisation…</Button>
      </DialogTrigger>
      <DialogContent size="sm">
        <DialogHeader title="Delete organisation">
          <bdi className="break-words font-medium text-foreground">{name}</bdi> goes for good. Its own access tokens
          stop at once, and nobody gets them back.
        </DialogHeader>
        <form noValidate onSubmit={remove} className="flex min-h-0 flex-1 flex-col">
          <DialogBody>
            <Field label="Type its name to confirm" required errors={error} description={name}>
              <Input ref={typed} autoComplete="off" autoCapitalize="off" spellCheck={false} dir="auto" autoFocus />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={() => setOpen(false)} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={pending}>
              Delete organisation
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
