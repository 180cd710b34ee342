import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex max-w-full items-center gap-1.5 truncate rounded-[5px] border px-1.5 py-px font-medium text-xs leading-5",
  {
    variants: {
      variant: {
        neutral: "border-border bg-hover/50 text-muted-foreground",
        active: "border-transparent bg-active-soft text-active-text",
        warning: "border-transparent bg-warning-soft text-warning-text",
        danger: "border-transparent bg-danger-soft text-danger-text",
        /** For scopes and identifiers. */
        code: "border-border bg-hover/50 font-mono font-normal text-foreground",
      },
    },
    defaultVariants: { variant: "neutral" },
  },
);

/** A short fact about the thing beside it: a role, a scope, *this device*. Not for a status: that is `Status`. */
export function Badge({ className, variant, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ variant }), className)} {...props} />;
}
