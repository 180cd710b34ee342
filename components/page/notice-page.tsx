import type { ReactNode } from "react";

/** Shown instead of a page that could not be shown: what happened, and where to go from here. In the shell it begins where pages begin. */
export function NoticePage({
  code,
  title,
  children,
  actions,
}: {
  code: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-xl gap-4 px-4 py-16 in-data-shell:mx-0 in-data-shell:px-0 sm:py-24 sm:in-data-shell:py-14">
      <p className="font-mono text-muted-foreground text-sm">{code}</p>
      <h1 className="font-semibold text-2xl leading-8 tracking-[-0.022em]">{title}</h1>
      <div className="grid gap-3 text-muted-foreground">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
