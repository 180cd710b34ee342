"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormDialog } from "@/components/form/form-dialog";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { VariableSummary } from "@/lib/environment-variable/list";
import { deleteVariableAction, editVariableAction, revealVariableAction } from "./actions";
import { ValueFields } from "./variable-fields";

/** Edit and delete one variable. A value that may be read is fetched before it is edited. */
export function VariableActions({ variable, environment }: { variable: VariableSummary; environment: string }) {
  const [editing, setEditing] = useState<{ value: string | undefined }>();
  const toast = useToast(`variable ${variable.uuid}`);
  const fetched = useAction(() => revealOrNothing(variable.uuid), {
    done: "fetched",
    onDone: ({ value }) => setEditing({ value }),
  });
  return (
    <div className="flex justify-end">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Edit ${variable.name}`}
        pending={fetched.pending}
        onClick={() => (variable.is_sensitive ? setEditing({ value: undefined }) : fetched.run())}
      >
        <Pencil aria-hidden="true" />
      </Button>
      {editing !== undefined && (
        <FormDialog
          close={() => setEditing(undefined)}
          title={`Edit ${variable.name}`}
          about={
            variable.is_sensitive
              ? "Its current value is never shown. Enter the new one."
              : `In ${environment}. What’s already running keeps the old value.`
          }
          submit="Save"
          action={(form) => editVariableAction(variable.uuid, form)}
          onDone={() => toast({ title: "Variable saved", description: variable.name })}
        >
          {(errors) => (
            <ValueFields errors={errors} value={editing.value} sensitive={variable.is_sensitive} autoFocus />
          )}
        </FormDialog>
      )}
      <FormDialog
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            className="text-muted-foreground hover:bg-danger-soft hover:text-danger-text"
            aria-label={`Delete ${variable.name}`}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        }
        title={`Delete ${variable.name}`}
        about={`The variable and its value are permanently deleted from ${environment}.`}
        submit="Delete variable"
        danger
        proofFor="deleting a variable"
        action={(form) => deleteVariableAction(variable.uuid, form)}
        onDone={() => toast({ title: "Variable deleted", description: `${variable.name}, from ${environment}` })}
      >
        {() => null}
      </FormDialog>
      <ActionNotice lost={fetched.lost} />
    </div>
  );
}

/** A value that cannot be read can still be overwritten. */
async function revealOrNothing(id: string): Promise<{ status: "fetched"; value: string | undefined }> {
  const result = await revealVariableAction(id);
  return { status: "fetched", value: result.status === "revealed" ? result.value : undefined };
}
