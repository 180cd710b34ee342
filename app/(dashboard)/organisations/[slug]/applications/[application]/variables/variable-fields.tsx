"use client";

import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { FieldErrors } from "@/lib/action/refusal";

/** The value of a variable, and whether anyone may ever read it again. */
export function ValueFields({
  errors,
  value,
  sensitive,
  autoFocus = false,
}: {
  errors: FieldErrors;
  value?: string;
  sensitive: boolean;
  autoFocus?: boolean;
}) {
  return (
    <>
      <Field label={sensitive ? "New value" : "Value"} name="value" errors={errors.value}>
        <Textarea
          rows={2}
          defaultValue={value}
          className="min-h-16 font-mono text-[0.8125rem]"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoFocus={autoFocus}
        />
      </Field>
      <SensitiveField sensitive={sensitive} />
      {errors.is_sensitive?.[0] !== undefined && <p className="text-danger-text text-sm">{errors.is_sensitive[0]}</p>}
    </>
  );
}

export function SensitiveField({ sensitive }: { sensitive: boolean }) {
  return (
    <CheckboxField
      name="is_sensitive"
      label="Sensitive"
      defaultChecked={sensitive}
      description="No one can see the value again, in the dashboard or over the API. It can be overwritten."
    />
  );
}
