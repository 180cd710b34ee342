import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The place of something that is on its way. Whoever shows it says what, in words for screen readers. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden="true"
      className={cn("animate-pulse-slow rounded-md bg-hover noscript:hidden", className)}
      {...props}
    />
  );
}
