"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-context";
import { useCatchUp } from "./use-catch-up";

/** Grows with its text where the browser can. */
export function Textarea({ className, rows = 3, ref, ...props }: ComponentProps<"textarea">) {
  const field = useFieldControl();
  return (
    <textarea
      ref={useCatchUp(ref)}
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
