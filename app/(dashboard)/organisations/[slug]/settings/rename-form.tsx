"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { renameOrganisationAction } from "./actions";

/** The form that renames an organisation. */
export function RenameForm({ organisationId, name }: { organisationId: string; name: string }) {
  const toast = useToast(`organisation ${organisationId}`);
  const { state, wrong, lost, pending, formProps } = usePostedForm(
    renameOrganisationAction.bind(null, organisationId),
    { status: "idle" },
    {
      onAnswer: (answer) => {
        if (answer.status === "renamed") toast({ title: "Organisation renamed", description: answer.name });
      },
    },
  );
  return (
    <form noValidate {...formProps} className="grid max-w-md gap-4">
      <ActionNotice lost={lost} refusal={wrong} />
      <Field label="Name" name="name" required errors={state.status === "invalid" ? state.fields.name : undefined}>
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
