import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** What a row and a cell look like, for a table that makes many of them. */
export const ROW = "border-b transition-colors duration-75 hover:bg-hover/40 data-[selected=true]:bg-active-soft/60";
export const CELL = "px-3 py-3 align-middle first:pl-4 last:pr-4";

/**
 * A table at 14 px. Name it with `aria-label` or a `caption`. It scrolls sideways inside its own frame, which takes the
 * focus so that the keyboard can scroll it as well; `framed={false}` where something around it is its frame already.
 */
export function Table({ className, framed = true, ...props }: ComponentProps<"table"> & { framed?: boolean }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (axe: scrollable-region-focusable)
      tabIndex={0}
      aria-label={props["aria-label"] ? `${props["aria-label"]}, scrollable` : undefined}
      className={cn(
        "relative w-full overflow-x-auto bg-surface print:overflow-visible",
        framed ? "rounded-lg border" : "rounded-b-lg",
      )}
    >
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...props} />
    </section>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b bg-sunken/70", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&>tr:last-child]:border-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn(ROW, className)} {...props} />;
}

/** A column's head. Pass `aria-sort` where the column sorts. */
export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-9 whitespace-nowrap px-3 text-left align-middle font-medium text-[0.8125rem] text-muted-foreground first:pl-4 last:pr-4",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn(CELL, className)} {...props} />;
}

/** A cell of a table whose rows become cards on a phone: there it names its column, and takes no room of its own. */
export function CardCell({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <TableCell role="cell" className={cn("max-sm:min-w-0 max-sm:p-0! max-sm:empty:hidden", className)}>
      {label && <span className="mb-0.5 block text-muted-foreground text-xs leading-4 sm:hidden">{label}</span>}
      {children}
    </TableCell>
  );
}
