"use client";

import { type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorOf } from "@/components/ui/use-mended";
import type { TeamState } from "./actions";

/** Asks what a team is called. Give it a place only while it is open. */
export function NameDialog({
  title,
  about,
  name,
  confirm,
  action,
  onDone,
  close,
}: {
  title: string;
  about?: ReactNode;
  name?: string;
  confirm: string;
  action: (previous: TeamState, form: FormData) => Promise<TeamState>;
  onDone: (name: string) => void;
  close: () => void;
}) {
  const [state, run, pending] = useActionState(action, { status: "idle" });
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(false);
  useEffect(() => {
    if (state.status !== "done" || told.current) return;
    told.current = true;
    onDone(input.current?.value.trim() ?? "");
    close();
  }, [state, onDone, close]);
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent size="sm">
        <DialogHeader title={title}>{about}</DialogHeader>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            startTransition(() => run(form));
          }}
        >
          <DialogBody>
            <Field
              label="Name"
              name="name"
              required
              errors={state.status === "refused" ? errorOf(state, state.message) : undefined}
            >
              <Input ref={input} defaultValue={name} maxLength={100} dir="auto" autoComplete="off" autoFocus />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" pending={pending}>
              {confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
