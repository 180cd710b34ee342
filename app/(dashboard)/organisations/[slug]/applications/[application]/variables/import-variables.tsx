"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import { importVariablesAction } from "./actions";
import { SensitiveField } from "./variable-fields";

/** Writes all variables of a pasted `.env` file. */
export function ImportVariables({ environment }: { environment: { uuid: string; slug: string } }) {
  const toast = useToast(`import ${environment.uuid}`);
  return (
    <FormDialog
      trigger={<Button size="sm">Import .env…</Button>}
      title={`Import to ${environment.slug}`}
      about="New names are created, and existing ones get the new value. Either all lines are imported or none."
      submit="Import"
      size="md"
      action={(form) => importVariablesAction(environment.uuid, form)}
      onDone={({ created, changed }) =>
        toast({
          title: created + changed === 1 ? "Variable imported" : "Variables imported",
          description: `${created} created, ${changed} changed in ${environment.slug}`,
        })
      }
    >
      {(errors) => (
        <>
          <Field label="Content of the .env file" name="text" required errors={errors.text}>
            <Textarea
              rows={8}
              placeholder={'# comments are ignored\nREGION=eu-north\nGREETING="Ahoy, sailor"'}
              className="max-h-80 font-mono text-[0.8125rem]"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              autoFocus
            />
          </Field>
          <SensitiveField sensitive={false} />
        </>
      )}
    </FormDialog>
  );
}
