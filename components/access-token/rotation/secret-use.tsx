"use client";

import { type ReactNode, useId } from "react";
import type { NamedSourceJson } from "@/lib/access-token/usage/json";
import { Hint } from "./hint";
import { SourceList } from "./source-list";

/** Who uses one of the two secrets. `earlier` sources used it before the overlap only; `children` say that nobody does. */
export function SecretUse({
  title,
  hint,
  sources,
  earlier,
  children,
}: {
  title: "Old secret" | "New secret";
  hint: string;
  sources: readonly NamedSourceJson[];
  earlier: number;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3 rounded-lg border bg-sunken/60 p-3.5">
      <h3 id={id} className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{title}</span>
        <Hint className="text-muted-foreground">{hint}</Hint>
      </h3>
      {sources.length === 0 ? (
        <p className="text-muted-foreground">{children}</p>
      ) : (
        <div className="grid gap-2">
          <p className="text-[0.8125rem] text-muted-foreground">
            {title === "Old secret" ? "Still used by" : "Used by"}
          </p>
          <SourceList sources={sources} />
        </div>
      )}
      {earlier > 0 && (
        <p className="text-[0.8125rem] text-muted-foreground">
          {earlier === 1 ? "1 other source was" : `${earlier} other sources were`} seen before that, and not since.
        </p>
      )}
    </section>
  );
}
