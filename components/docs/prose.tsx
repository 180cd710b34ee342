import type { ReactNode } from "react";

/** A section of a page of the docs, with an anchor of its own. */
export function DocsSection({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-11 grid grid-cols-[minmax(0,1fr)] gap-3.5 leading-7">
      <h2 id={id} className="scroll-mt-24 font-semibold text-lg leading-7 tracking-[-0.015em]">
        <Anchor id={id}>{title}</Anchor>
      </h2>
      {children}
    </section>
  );
}

/** A heading as a link to itself, to copy and send. */
export function Anchor({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a href={`#${id}`} className="group">
      {children}
      <span
        aria-hidden="true"
        className="ml-2 text-muted-foreground opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 print:hidden"
      >
        #
      </span>
    </a>
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
