import type { ReactNode } from "react";

/** Title of a page, one line about it, and its one primary action. */
export function PageHeader({
  title,
  children,
  action,
  above,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** A way back, or what the page belongs to. */
  above?: ReactNode;
}) {
  return (
    <div className="mb-6 grid gap-3 sm:mb-8">
      {above && <div className="text-[0.8125rem] text-muted-foreground">{above}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 md:flex-nowrap">
        <div className="grid min-w-0 gap-1">
          <h1 className="break-words font-semibold text-2xl leading-8 tracking-[-0.022em]">{title}</h1>
          {children && <div className="max-w-prose text-muted-foreground text-sm">{children}</div>}
        </div>
        {action && (
          <div className="flex max-w-full shrink-0 flex-wrap gap-2 max-xs:grow max-xs:[&>:not(:only-child)]:grow">
            {action}
          </div>
        )}
      </div>
    </div>
  );
}
