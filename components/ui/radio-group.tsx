"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldGroup } from "./field";
import { useCatchUp } from "./use-catch-up";

/** Radio buttons under one legend. Each `Radio` inside has the same `name`. */
export function RadioGroup({ className, children, ...props }: ComponentProps<typeof FieldGroup>) {
  return (
    <FieldGroup {...props}>
      <div className={cn("grid gap-2.5", className)}>{children}</div>
    </FieldGroup>
  );
}

/** One real radio button with its label, and a line of explanation that is not part of its name. */
export function Radio({
  label,
  description,
  className,
  ref,
  ...props
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; description?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2.5", className)}>
      <input
        ref={useCatchUp(ref)}
        id={id}
        type="radio"
        aria-describedby={description ? `${id}-description` : undefined}
        className="relative mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-input bg-surface transition-[border-width,border-color] duration-100 before:absolute before:-inset-1.5 checked:border-[5px] checked:border-primary hover:border-foreground focus-visible:rounded-full disabled:opacity-50 forced-colors:appearance-auto"
        {...props}
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
