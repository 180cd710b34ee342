import type { ReactNode } from "react";
import { cn } from "./cn";

/** Shown where there is nothing yet: what would be here, why it is useful, and the one thing to do. */
export function EmptyState({
  title,
  children,
  action,
  illustration,
  className,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  illustration?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "grid justify-items-center gap-3 rounded-lg border border-dashed px-5 py-12 text-center",
        className,
      )}
    >
      {illustration}
      <h2 className="font-semibold text-base">{title}</h2>
      {children && <div className="max-w-prose text-muted-foreground text-sm">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
