import { type ReactNode, useId } from "react";
import { Link } from "@/components/ui/link";

/** One part of an organisation's page: its title, how many there are, and a link to all of them. */
export function Part({
  title,
  count,
  all,
  children,
}: {
  title: string;
  count?: number;
  all?: { href: string; words: string };
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-base">
          {title}
          {count !== undefined && (
            <>
              {" "}
              <span className="font-normal text-muted-foreground tabular-nums">{count.toLocaleString("en")}</span>
            </>
          )}
        </h2>
        {all !== undefined && (
          <Link href={all.href} className="link text-[0.8125rem]">
            {all.words}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

/** A sentence where there is nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="rounded-lg border border-dashed px-4 py-3.5 text-muted-foreground text-sm">{children}</p>;
}
