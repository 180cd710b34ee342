"use client";

import type { ReactNode } from "react";
import type { Answer } from "@/components/form/answered";
import { FormDialog } from "@/components/form/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks what a team is called. */
export function NameDialog({
  trigger,
  title,
  about,
  name,
  confirm,
  action,
  onDone,
}: {
  /** The button that opens the dialog. */
  trigger: ReactNode;
  title: string;
  about?: ReactNode;
  name?: string;
  confirm: string;
  action: (form: FormData) => Promise<Answer<{ status: "created" | "edited"; id: string; name: string }>>;
  onDone: (team: { id: string; name: string }) => void;
}) {
  return (
    <FormDialog trigger={trigger} title={title} about={about} submit={confirm} action={action} onDone={onDone}>
      {(errors) => (
        <Field label="Name" name="name" required errors={errors.name}>
          <Input defaultValue={name} maxLength={100} dir="auto" autoComplete="off" autoFocus />
        </Field>
      )}
    </FormDialog>
  );
}
