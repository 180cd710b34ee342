"use client";

import { useRouter } from "next/navigation";
import { startTransition, useActionState, useEffect, useRef } from "react";
import { FormKey } from "@/components/form/form-key";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { createOrganisationAction } from "./actions";

/** Asks for the name of a new organisation, makes it, and goes there. Give it a place only while it is open. */
export function CreateOrganisationDialog({
  close,
  onCloseAutoFocus,
}: {
  close: () => void;
  onCloseAutoFocus?: (event: Event) => void;
}) {
  const [state, action, pending] = useActionState(createOrganisationAction, { status: "idle" });
  const router = useRouter();
  const toast = useToast();
  const done = useRef(false);
  useEffect(() => {
    if (state.status !== "created" || done.current) return;
    done.current = true;
    toast({ about: `organisation ${state.slug}`, title: `${state.name} is there`, description: "You are its owner." });
    close();
    router.push(`/organisations/${state.slug}`);
  }, [state, toast, close, router]);
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent size="sm" onCloseAutoFocus={onCloseAutoFocus}>
        <DialogHeader title="New organisation">
          A place for an agency or a client: its people, applications and access tokens. You become its owner.
        </DialogHeader>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            startTransition(() => action(form));
          }}
        >
          <FormKey />
          <DialogBody>
            <Field
              label="Name"
              name="name"
              required
              errors={state.status === "invalid" ? state.fields.name : undefined}
              description="Its address is made of the name, and stays when you rename it."
            >
              <Input autoComplete="organization" maxLength={100} dir="auto" autoFocus />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" pending={pending}>
              Create organisation
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
