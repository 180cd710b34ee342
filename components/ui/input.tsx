"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-context";
import { useCatchUp } from "./use-catch-up";

/** Inside a `Field` it takes over its id, name and description. 16 px on touch, so that iOS does not zoom. */
export function Input({ className, type = "text", ref, ...props }: ComponentProps<"input">) {
  const field = useFieldControl();
  return (
    <input
      ref={useCatchUp(ref)}
      type={type}
      className={cn(controlStyle, "h-9 read-only:bg-sunken pointer-coarse:h-11 pointer-coarse:text-base", className)}
      {...field}
      {...props}
    />
  );
}
