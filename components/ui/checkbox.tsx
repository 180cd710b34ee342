"use client";

import { type ComponentProps, type ReactNode, useEffect, useId } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { useCatchUp } from "./use-catch-up";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Some, not all, of what it stands for are chosen. */
  indeterminate?: boolean;
};

/** A real checkbox, restyled. With `aria-label` when it stands alone in a table. */
export function Checkbox({ className, indeterminate = false, ref: given, ...props }: CheckboxProps) {
  const field = useFieldControl();
  const ref = useCatchUp(given);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [ref, indeterminate]);
  return (
    <span className={cn("relative inline-grid size-4 shrink-0 place-items-center", className)}>
      <input ref={ref} type="checkbox" className="checkbox peer" {...field} {...props} />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className={indeterminate ? "checkbox-mark" : "checkbox-mark hidden peer-checked:block"}
      >
        <path
          d={indeterminate ? "M4.5 8h7" : "m4 8.2 2.7 2.7L12 5.4"}
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}

/** A checkbox with its label, and a line of explanation that is not part of its name. */
export function CheckboxField({
  label,
  description,
  className,
  ...props
}: CheckboxProps & { label: ReactNode; description?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2.5", className)}>
      <Checkbox
        id={id}
        aria-describedby={description ? `${id}-description` : undefined}
        {...props}
        className="mt-0.5"
      />
      <div className="grid min-w-0 gap-0.5">
        <label htmlFor={id} className="text-sm leading-5">
          {label}
        </label>
        {description && (
          <p id={`${id}-description`} className="text-[0.8125rem] text-muted-foreground leading-5">
            {description}
          </p>
        )}
      </div>
    </div>
  );
}
