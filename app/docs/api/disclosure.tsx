import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What is there to open, without a script. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group/more min-w-0">
      <summary className="inline-flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-md text-muted-foreground text-sm hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 transition-transform duration-100 group-open/more:rotate-90 motion-reduce:transition-none"
        />
        <span>{summary}</span>
      </summary>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 pt-1.5 pb-1">{children}</div>
    </details>
  );
}
