import type { ComponentProps } from "react";

/** How many more things a token is limited to: opens all. */
export function MoreLimitsButton({ more, ...props }: { more: number } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      className="link relative ml-1 shrink-0 rounded-sm text-muted-foreground before:absolute before:-inset-2 hover:text-foreground"
      {...props}
    >
      +{more}
      <span className="sr-only"> more limits</span>
    </button>
  );
}
