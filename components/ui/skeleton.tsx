import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The placeholder of something that is loading. The caller says what, for screen readers. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden="true"
      className={cn("animate-pulse-slow rounded-md bg-hover noscript:hidden", className)}
      {...props}
    />
  );
}
