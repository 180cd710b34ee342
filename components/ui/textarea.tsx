"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-context";

/** Grows with its text where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  const field = useFieldControl();
  return (
    <textarea
      rows={rows}
      className={cn(
        controlStyle,
        "field-sizing-content min-h-19 read-only:bg-sunken resize-y py-2 leading-6 pointer-coarse:text-base",
        className,
      )}
      {...field}
      {...props}
    />
  );
}
