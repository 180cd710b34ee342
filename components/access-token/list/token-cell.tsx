import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { TableCell } from "@/components/ui/table";

/** A cell that names its column where there are no columns. */
export function Cell({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <TableCell role="cell" className={cn("max-lg:min-w-0 max-lg:p-0! max-lg:empty:hidden lg:py-2.5", className)}>
      {label && <span className="mb-0.5 block text-muted-foreground text-xs leading-4 lg:hidden">{label}</span>}
      {children}
    </TableCell>
  );
}
