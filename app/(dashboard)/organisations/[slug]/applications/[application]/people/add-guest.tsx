"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import { setCollaboratorAction } from "./actions";

export type Guest = { id: string; name: string; email: string };

/** Adds a guest of the organisation to the application. */
export function AddGuest({ applicationId, guests }: { applicationId: string; guests: readonly Guest[] }) {
  const toast = useToast();
  return (
    <FormDialog
      trigger={<Button size="sm">Add a guest…</Button>}
      title="Add a guest"
      about="The guest and their tokens can access this application immediately, and no others through it."
      submit="Add guest"
      action={(form) =>
        setCollaboratorAction(applicationId, String(form.get("user") ?? ""), String(form.get("access") ?? ""))
      }
      onDone={(_done, form) => {
        const guest = guests.find(({ id }) => id === form.get("user"));
        toast({ about: `guest ${applicationId} ${guest?.id}`, title: "Guest added", description: guest?.name });
      }}
    >
      {(errors) => (
        <>
          <Field label="Guest" name="user" required errors={errors.user}>
            <NativeSelect defaultValue={guests.length === 1 ? guests[0]?.id : ""}>
              <option value="">Choose…</option>
              {guests.map(({ id, name, email }) => (
                <option key={id} value={id}>
                  {name === email ? email : `${name}, ${email}`}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field
            label="Access"
            name="access"
            description="Guests who can read see everything in the application. Guests who can write also change names, environments and variables."
          >
            <NativeSelect defaultValue="read">
              <option value="read">Read</option>
              <option value="write">Read and write</option>
            </NativeSelect>
          </Field>
        </>
      )}
    </FormDialog>
  );
}
