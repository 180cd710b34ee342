import type { ReactNode } from "react";

/** The title of a page before signing in, and what it is for. */
export function AuthHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-6 grid gap-1.5">
      <h1 className="font-semibold text-2xl leading-8 tracking-[-0.022em]">{title}</h1>
      <div className="text-muted-foreground text-sm">{children}</div>
    </div>
  );
}
