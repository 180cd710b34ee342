"use client";

import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import type { FieldErrors } from "@/lib/action/refusal";
import type { ApplicationJson } from "@/lib/application/json";
import { deleteApplicationAction, renameApplicationAction, transferApplicationAction } from "./actions";

/** Gives an application another name. */
export function RenameApplication({ application }: { application: ApplicationJson }) {
  const toast = useToast(`application ${application.uuid}`);
  return (
    <FormDialog
      trigger={<Button>Rename…</Button>}
      title="Rename application"
      about="Its address and UUID stay the same."
      submit="Rename"
      action={(form) => renameApplicationAction(application.uuid, form)}
      onDone={({ name }) => toast({ title: "Application renamed", description: name })}
    >
      {(errors) => (
        <Field label="Name" name="name" required errors={errors.name}>
          <Input defaultValue={application.name} maxLength={100} dir="auto" autoComplete="off" autoFocus />
        </Field>
      )}
    </FormDialog>
  );
}

/** Transfers an application once its name has been typed, after saying who loses or gains access. */
export function TransferApplication({
  application,
  from,
  destinations,
  limited,
  guests,
}: {
  application: ApplicationJson;
  /** The name of the organisation that it leaves. */
  from: string;
  destinations: readonly { id: string; name: string }[];
  /** How many tokens are limited to it or to a part of it. */
  limited: number;
  guests: number;
}) {
  const router = useRouter();
  const toast = useToast(`application ${application.uuid}`);
  return (
    <FormDialog
      trigger={<Button>Transfer…</Button>}
      title={`Transfer ${application.name}`}
      size="md"
      submit="Transfer application"
      danger
      proofFor="transferring an application"
      action={(form) => transferApplicationAction(application.uuid, form)}
      onDone={({ address, name }) => {
        toast({ title: "Application transferred", description: `${application.name} now belongs to ${name}.` });
        router.replace(address);
      }}
    >
      {(errors) => (
        <>
          <Field label="To" name="organisation" required errors={errors.organisation}>
            <NativeSelect defaultValue={destinations.length === 1 ? destinations[0]?.id : ""}>
              <option value="">Choose an organisation…</option>
              {destinations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <ul className="grid list-disc gap-1.5 pl-5 text-sm marker:text-muted-foreground">
            <li>
              The people of {from} lose access to it; people in the other organisation get access according to their
              roles there.
            </li>
            <li>
              Tokens with access to all of {from} lose access to it. Tokens with access to all of the other organisation
              get access to it and its variables.
            </li>
            <li>
              {limited === 0
                ? "No token is limited to it."
                : `${limited === 1 ? "1 token is" : `${limited} tokens are`} limited to it: the limits stay, and give access if the token’s owner belongs to the other organisation.`}
            </li>
            <li>Tokens of {from} assigned to it become unassigned.</li>
            <li>
              {guests === 0
                ? "No guests were added to it."
                : `${guests === 1 ? "1 guest who was" : `${guests} guests who were`} added to it ${guests === 1 ? "is" : "are"} removed from it.`}
            </li>
          </ul>
          <Confirmation name={application.name} errors={errors} />
        </>
      )}
    </FormDialog>
  );
}

/** Deletes an application once its name has been typed. */
export function DeleteApplication({
  application,
  list,
  limited,
}: {
  application: ApplicationJson;
  /** Where to go then. */
  list: string;
  limited: number;
}) {
  const router = useRouter();
  const toast = useToast(`application ${application.uuid}`);
  return (
    <FormDialog
      trigger={<Button variant="danger">Delete application…</Button>}
      title={`Delete ${application.name}`}
      about={
        <>
          The application is permanently deleted with its environments and their variables.{" "}
          {limited === 0
            ? "No token is limited to it."
            : `${limited === 1 ? "1 token is" : `${limited} tokens are`} limited to it: ${limited === 1 ? "it loses" : "they lose"} that access and gain no other.`}
        </>
      }
      submit="Delete application"
      danger
      proofFor="deleting an application"
      action={(form) => deleteApplicationAction(application.uuid, form)}
      onDone={({ name }) => {
        toast({ title: "Application deleted", description: name });
        router.replace(list);
      }}
    >
      {(errors) => <Confirmation name={application.name} errors={errors} />}
    </FormDialog>
  );
}

function Confirmation({ name, errors }: { name: string; errors: FieldErrors }) {
  return (
    <Field
      label="Type its name to confirm"
      name="confirmation"
      required
      errors={errors.confirmation}
      description={<bdi>{name}</bdi>}
    >
      <Input autoComplete="off" autoCapitalize="off" spellCheck={false} dir="auto" />
    </Field>
  );
}
