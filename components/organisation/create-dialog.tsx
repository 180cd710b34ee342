"use client";

import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { FormKey } from "@/components/form/form-key";
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
  const router = useRouter();
  const toast = useToast();
  return (
    <FormDialog
      close={close}
      title="New organisation"
      about="For an agency or a client: its people, applications and access tokens. You’ll be its owner."
      submit="Create organisation"
      action={createOrganisationAction}
      onDone={({ id, slug, name }) => {
        const description = `You are the owner of ${name}.`;
        toast({ about: `organisation ${id}`, title: "Organisation created", description });
        router.push(`/organisations/${slug}`);
      }}
      {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
    >
      {(errors) => (
        <>
          <FormKey />
          <Field
            label="Name"
            name="name"
            required
            errors={errors.name}
            description="Its address comes from the name and stays the same if you rename it."
          >
            <Input autoComplete="organization" maxLength={100} dir="auto" autoFocus />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
