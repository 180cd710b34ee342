"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldErrors } from "@/lib/action/refusal";

/** What an environment is called, and what is deployed to it. */
export function EnvironmentFields({ errors, slug, branch }: { errors: FieldErrors; slug?: string; branch?: string }) {
  const plain = { autoComplete: "off", autoCapitalize: "off", spellCheck: false, className: "font-mono" } as const;
  return (
    <>
      <Field
        label="Name"
        name="slug"
        required
        errors={errors.slug}
        description="Small letters, digits and hyphens, as in preview-2."
      >
        <Input {...plain} defaultValue={slug} maxLength={63} autoFocus />
      </Field>
      <Field label="Branch" name="branch" optional errors={errors.branch} description="What is deployed to it.">
        <Input {...plain} defaultValue={branch} placeholder="main" maxLength={255} />
      </Field>
    </>
  );
}
