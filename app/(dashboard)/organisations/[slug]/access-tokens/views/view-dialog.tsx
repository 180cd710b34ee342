"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { FormNotice } from "@/components/form/form-notice";
import { useList } from "@/components/list/list-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { SavedView } from "@/db/organisation/saved-view";
import { organisationTokenList } from "../list/query";
import { deleteViewAction, renameViewAction, saveViewAction } from "./actions";
import type { ViewChange } from "./view-change";

type Props<Change> = { organisationId: string; change: Change; close: () => void };

/** Saves, renames or deletes a view of the list. */
export function ViewDialog({ change, ...props }: Props<ViewChange>) {
  switch (change.type) {
    case "save":
      return <SaveDialog change={change} {...props} />;
    case "rename":
      return <RenameDialog change={change} {...props} />;
    case "delete":
      return <DeleteDialog change={change} {...props} />;
  }
}

function SaveDialog({ organisationId, change, close }: Props<{ query: string }>) {
  const toast = useToast();
  return (
    <FormDialog
      close={close}
      title="Save view"
      about="Saves these filters and the sort order under a name. Only you can see it; to share it, send its address."
      submit="Save view"
      action={(form) => saveViewAction(organisationId, form)}
      onDone={({ id, name }) => toast({ about: `view ${id}`, title: "View saved", description: name })}
    >
      {(errors) => (
        <>
          {errors.query?.map((error) => (
            <FormNotice key={error} tone="danger">
              {error}
            </FormNotice>
          ))}
          <input type="hidden" name="query" value={change.query} />
          <NameField errors={errors.name} />
        </>
      )}
    </FormDialog>
  );
}

function RenameDialog({ organisationId, change: { view }, close }: Props<{ view: SavedView }>) {
  const toast = useToast();
  return (
    <FormDialog
      close={close}
      title="Rename view"
      submit="Rename"
      action={(form) => renameViewAction(organisationId, view.id, form)}
      onDone={({ id, name }) => toast({ about: `view ${id}`, title: "View renamed", description: name })}
    >
      {(errors) => <NameField name={view.name} errors={errors.name} />}
    </FormDialog>
  );
}

function DeleteDialog({ organisationId, change: { view }, close }: Props<{ view: SavedView }>) {
  const toast = useToast();
  const { go, path } = useList(organisationTokenList);
  return (
    <FormDialog
      close={close}
      title="Delete view"
      about={
        <>
          <bdi className="break-words font-medium text-foreground">{view.name}</bdi> is removed from your list. The
          tokens stay.
        </>
      }
      submit="Delete view"
      danger
      action={() => deleteViewAction(organisationId, view.id)}
      onDone={() => {
        toast({ about: `view ${view.id}`, title: "View deleted", description: view.name });
        go(path);
      }}
    >
      {() => null}
    </FormDialog>
  );
}

function NameField({ name, errors }: { name?: string; errors: readonly string[] | undefined }) {
  return (
    <Field label="Name" name="name" required errors={errors}>
      <Input defaultValue={name} maxLength={100} dir="auto" autoComplete="off" autoFocus />
    </Field>
  );
}
