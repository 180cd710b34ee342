import { ChevronLeft, ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { Button } from "./button";

/** Which rows of how many, with links to the others. Nothing on a single page. Pages count from 1. */
export function Pagination({
  page,
  pageSize,
  count,
  noun,
  hrefFor,
}: {
  page: number;
  pageSize: number;
  count: number;
  /** What is counted, in the plural: "tokens". */
  noun: string;
  hrefFor: (page: number) => string;
}) {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  if (pages === 1) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, count);
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p className="text-muted-foreground">
        {first}–{last} of {count} {noun}
      </p>
      <div className="flex gap-2">
        <Step href={page > 1 ? hrefFor(page - 1) : undefined} label="Previous page">
          <ChevronLeft aria-hidden="true" />
        </Step>
        <span className="self-center text-muted-foreground">
          Page {page} of {pages}
        </span>
        <Step href={page < pages ? hrefFor(page + 1) : undefined} label="Next page">
          <ChevronRight aria-hidden="true" />
        </Step>
      </div>
    </nav>
  );
}

function Step({ href, label, children }: { href: string | undefined; label: string; children: React.ReactNode }) {
  if (href === undefined) {
    return (
      <Button size="icon-sm" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="icon-sm">
      <Link href={href} aria-label={label} scroll={false}>
        {children}
      </Link>
    </Button>
  );
}
