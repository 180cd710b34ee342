"use client";

import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { deleteOrganisationAction } from "./actions";

/** Deletes an organisation once its name has been typed. */
export function DeleteOrganisation({ organisationId, name }: { organisationId: string; name: string }) {
  const router = useRouter();
  const toast = useToast(`organisation ${organisationId}`);
  return (
    <FormDialog
      trigger={<Button variant="danger">Delete organisation…</Button>}
      title="Delete organisation"
      about={
        <>
          <bdi className="break-words font-medium text-foreground">{name}</bdi> is permanently deleted. Its own access
          tokens stop working immediately and can’t be restored.
        </>
      }
      submit="Delete organisation"
      danger
      proofFor="deleting an organisation"
      action={(form) => deleteOrganisationAction(organisationId, form)}
      onDone={() => {
        toast({ title: "Organisation deleted", description: name });
        router.replace("/");
      }}
      unanswered="It may already be deleted."
    >
      {(errors) => (
        <Field
          label="Type its name to confirm"
          name="confirmation"
          required
          errors={errors.confirmation}
          description={name}
        >
          <Input autoComplete="off" autoCapitalize="off" spellCheck={false} dir="auto" autoFocus />
        </Field>
      )}
    </FormDialog>
  );
}
