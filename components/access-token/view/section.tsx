import { type ReactNode, useId } from "react";

/** A part of the page with its heading. */
export function Section({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section id={id} aria-labelledby={titleId} className="min-w-0 scroll-mt-20 rounded-lg border bg-surface">
      <h2 id={titleId} className="border-b px-4 py-2.5 font-medium text-sm sm:px-5">
        {title}
      </h2>
      <div className="px-4 py-4 sm:px-5">{children}</div>
    </section>
  );
}
