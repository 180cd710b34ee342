"use client";

import { Plus } from "lucide-react";
import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { createVariableAction } from "./actions";
import { ValueFields } from "./variable-fields";

/** Adds a variable to an environment. */
export function AddVariable({ environment }: { environment: { uuid: string; slug: string } }) {
  const toast = useToast();
  return (
    <FormDialog
      trigger={
        <Button variant="primary" size="sm">
          <Plus aria-hidden="true" /> Add variable
        </Button>
      }
      title={`Add variable to ${environment.slug}`}
      submit="Add variable"
      action={(form) => createVariableAction(environment.uuid, form)}
      onDone={({ id, name }) =>
        toast({ about: `variable ${id}`, title: "Variable added", description: `${name}, to ${environment.slug}` })
      }
    >
      {(errors) => (
        <>
          <Field
            label="Name"
            name="name"
            required
            errors={errors.name}
            description="Letters, digits and underscores, as in DATABASE_URL."
          >
            <Input
              className="font-mono"
              maxLength={255}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              autoFocus
            />
          </Field>
          <ValueFields errors={errors} sensitive={false} />
        </>
      )}
    </FormDialog>
  );
}
