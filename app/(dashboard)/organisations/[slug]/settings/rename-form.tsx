"use client";

import { startTransition, useActionState, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { errorOf } from "@/components/ui/use-mended";
import { renameOrganisationAction } from "./actions";

/** The name of an organisation, to be changed. */
export function RenameForm({ organisationId, name }: { organisationId: string; name: string }) {
  const [state, action, pending] = useActionState(renameOrganisationAction.bind(null, organisationId), {
    status: "idle",
  });
  const toast = useToast(`organisation ${organisationId}`);
  useEffect(() => {
    if (state.status === "renamed") toast({ title: `The organisation is called ${state.name} now` });
  }, [state, toast]);
  return (
    <form
      noValidate
      action={action}
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        // As `action` alone React would empty the field after each answer.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => action(form));
      }}
    >
      <Field
        label="Name"
        name="name"
        required
        errors={state.status === "refused" ? errorOf(state, state.message) : undefined}
      >
        <Input defaultValue={name} maxLength={100} dir="auto" autoComplete="off" />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Rename
        </Button>
      </div>
    </form>
  );
}
