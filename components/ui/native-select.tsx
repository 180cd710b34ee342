"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-context";
import { useCatchUp } from "./use-catch-up";

/** The browser's own select, with the list, keyboard and touch behaviour that people know. */
export function NativeSelect({ className, ref, children, ...props }: ComponentProps<"select">) {
  const field = useFieldControl();
  return (
    <div className={cn("relative min-w-0", className)}>
      <select
        ref={useCatchUp(ref)}
        className={cn(
          controlStyle,
          "h-9 appearance-none truncate pr-9 pointer-coarse:h-11 pointer-coarse:text-base [&>optgroup]:bg-raised [&>option]:bg-raised",
        )}
        {...field}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}
