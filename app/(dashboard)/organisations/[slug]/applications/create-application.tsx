"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { FormKey } from "@/components/form/form-key";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { createApplicationAction } from "./actions";

/** Asks for the name of a new application, makes it, and goes there. */
export function CreateApplication({ organisationId, base }: { organisationId: string; base: string }) {
  const router = useRouter();
  const toast = useToast();
  return (
    <FormDialog
      trigger={
        <Button variant="primary">
          <Plus aria-hidden="true" /> Create application
        </Button>
      }
      title="Create application"
      about={
        <>
          It starts with the environments <code className="font-mono text-foreground">test</code> and{" "}
          <code className="font-mono text-foreground">live</code>.
        </>
      }
      submit="Create application"
      action={(form) => createApplicationAction(organisationId, form)}
      onDone={({ id, name, slug }) => {
        toast({
          about: `application ${id}`,
          title: "Application created",
          description: `${name}, with the environments test and live`,
        });
        router.push(`${base}/${slug}`);
      }}
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
            <Input maxLength={100} dir="auto" autoComplete="off" autoFocus />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
