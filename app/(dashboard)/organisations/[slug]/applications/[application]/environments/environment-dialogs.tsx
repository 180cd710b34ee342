"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { FieldErrors } from "@/lib/action/refusal";
import type { EnvironmentJson } from "@/lib/environment/json";
import { createEnvironmentAction, deleteEnvironmentAction, editEnvironmentAction } from "./actions";

/** Adds an environment, and shows it. */
export function AddEnvironment({ applicationId, base }: { applicationId: string; base: string }) {
  const router = useRouter();
  const toast = useToast();
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" className="text-muted-foreground max-sm:px-2">
          <Plus aria-hidden="true" /> <span className="max-sm:sr-only">Add environment</span>
        </Button>
      }
      title="Add environment"
      about="It starts without variables. Tokens with access to the whole application can access it immediately."
      submit="Add environment"
      action={(form) => createEnvironmentAction(applicationId, form)}
      onDone={({ id, slug }) => {
        toast({ about: `environment ${id}`, title: "Environment added", description: slug });
        router.push(`${base}?environment=${slug}`, { scroll: false });
      }}
    >
      {(errors) => <EnvironmentFields errors={errors} />}
    </FormDialog>
  );
}

/** Renames an environment, or gives it another branch. */
export function EditEnvironment({ environment, base }: { environment: EnvironmentJson; base: string }) {
  const router = useRouter();
  const toast = useToast();
  return (
    <FormDialog
      trigger={<Button size="sm">Edit</Button>}
      title={`Edit ${environment.slug}`}
      about="Tokens limited to it keep their access under the new name."
      submit="Save"
      action={(form) => editEnvironmentAction(environment.uuid, form)}
      onDone={({ slug }) => {
        toast({ about: `environment ${environment.uuid}`, title: "Environment saved", description: slug });
        if (slug !== environment.slug) router.replace(`${base}?environment=${slug}`, { scroll: false });
      }}
    >
      {(errors) => <EnvironmentFields errors={errors} slug={environment.slug} branch={environment.branch} />}
    </FormDialog>
  );
}

/** Deletes an environment once its name has been typed. */
export function DeleteEnvironment({
  environment,
  variables,
  base,
}: {
  environment: EnvironmentJson;
  variables: number;
  base: string;
}) {
  const router = useRouter();
  const toast = useToast();
  const { slug } = environment;
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" className="text-danger-text hover:bg-danger-soft">
          Delete…
        </Button>
      }
      title={`Delete ${slug}`}
      about={
        <>
          The environment is permanently deleted
          {variables > 0 && `, with its ${variables === 1 ? "variable" : `${variables} variables`}`}. A token limited to
          only this environment loses all access.
        </>
      }
      submit="Delete environment"
      danger
      proofFor="deleting an environment"
      action={(form) => deleteEnvironmentAction(environment.uuid, form)}
      onDone={() => {
        toast({ about: `environment ${environment.uuid}`, title: "Environment deleted", description: slug });
        router.replace(base, { scroll: false });
      }}
    >
      {(errors) => (
        <Field
          label="Type its name to confirm"
          name="confirmation"
          required
          errors={errors.confirmation}
          description={slug}
        >
          <Input autoComplete="off" autoCapitalize="off" spellCheck={false} autoFocus />
        </Field>
      )}
    </FormDialog>
  );
}

/** An environment's name and branch. */
function EnvironmentFields({ errors, slug, branch }: { errors: FieldErrors; slug?: string; branch?: string }) {
  const plain = { autoComplete: "off", autoCapitalize: "off", spellCheck: false, className: "font-mono" } as const;
  return (
    <>
      <Field
        label="Name"
        name="slug"
        required
        errors={errors.slug}
        description="Lower-case letters, digits and hyphens, as in preview-2."
      >
        <Input {...plain} defaultValue={slug} maxLength={63} autoFocus />
      </Field>
      <Field label="Branch" name="branch" optional errors={errors.branch} description="The branch deployed to it.">
        <Input {...plain} defaultValue={branch} placeholder="main" maxLength={255} />
      </Field>
    </>
  );
}
