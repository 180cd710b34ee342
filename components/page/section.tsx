import { type ReactNode, useId } from "react";

/** One subject of the page: what it is about on the left, the controls on the right. */
export function Section({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-5 border-t pt-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h2 id={id} className="font-semibold text-base leading-6">
          {title}
        </h2>
        <div className="max-w-prose text-muted-foreground text-sm">{about}</div>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
