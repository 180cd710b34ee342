import type { ReactNode } from "react";

/** A section of a page of the docs, with an anchor of its own. */
export function DocsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-11 grid gap-3.5 leading-7">
      <h2 id={id} className="scroll-mt-24 font-semibold text-lg leading-7 tracking-[-0.015em]">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A word of code in running text. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="box-decoration-clone break-words rounded-[4px] border bg-hover/50 px-1 py-px font-mono text-[0.875em]">
      {children}
    </code>
  );
}
