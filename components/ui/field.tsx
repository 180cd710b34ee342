"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId, useMemo, useRef } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";
import { useMended, useMendedBy } from "./use-mended";

/**
 * What is wrong, as sentences. The first is shown, until the field is changed. `zod`'s `fieldErrors` fit. Another array is
 * another answer, so none is made while rendering: `errorOf` keeps that of one sentence.
 */
type FieldSentences = readonly string[] | undefined;

export type FieldProps = {
  label: ReactNode;
  /** Name of the control in the form; the control may leave it out. */
  name?: string;
  description?: ReactNode;
  errors?: FieldSentences;
  /** The names of other controls of the form that what is wrong is about too: a change of one of them hides it as well. */
  alsoAbout?: readonly string[] | undefined;
  required?: boolean;
  /** Say "Optional" beside the label (not inside it: the accessible name stays the label). */
  optional?: boolean;
  className?: string;
  /** One control: `Input`, `Textarea`, `NativeSelect`, `Checkbox`. */
  children: ReactNode;
};

/** Label, control, description and error, tied together by `aria-describedby` and `aria-invalid`. */
export function Field({
  label,
  name,
  description,
  errors,
  alsoAbout,
  required,
  optional,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const { wrong, mend, watch } = useMended(errors);
  useMendedBy(ref, wrong && alsoAbout, mend);
  const error = wrong?.[0];
  const describedBy = [description ? `${id}-description` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control = useMemo(
    () => ({
      id,
      name,
      "aria-describedby": describedBy || undefined,
      "aria-invalid": error ? (true as const) : undefined,
      required: required || undefined,
    }),
    [id, name, describedBy, error, required],
  );
  return (
    <FieldContext value={control}>
      <div ref={ref} {...watch} className={cn("grid min-w-0 gap-1.5", className)}>
        <div className="flex items-baseline justify-between gap-3">
          <Label htmlFor={id}>{label}</Label>
          {optional && <span className="text-[0.8125rem] text-muted-foreground">Optional</span>}
        </div>
        {children}
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {description && (
          <p id={`${id}-description`} className="text-[0.8125rem] text-muted-foreground leading-5">
            {description}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-[0.8125rem] text-danger-text leading-5">
      <CircleAlert aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** Several controls with one question above them: radio buttons, a list of checkboxes. */
export function FieldGroup({
  legend,
  description,
  errors,
  className,
  children,
}: {
  legend: ReactNode;
  description?: ReactNode;
  errors?: FieldSentences;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const { wrong, watch } = useMended(errors);
  const error = wrong?.[0];
  const describedBy = [description ? `${id}-description` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset
      {...watch}
      aria-describedby={describedBy || undefined}
      data-invalid={error ? "" : undefined}
      className={cn("min-w-0", className)}
    >
      <legend className="mb-1.5 font-medium text-sm leading-5">{legend}</legend>
      {description && (
        <p id={`${id}-description`} className="-mt-0.5 mb-2 text-[0.8125rem] text-muted-foreground leading-5">
          {description}
        </p>
      )}
      {children}
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
