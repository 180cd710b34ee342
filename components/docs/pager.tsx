import { ArrowLeft, ArrowRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { type DocsPage, neighboursOf } from "@/lib/docs/contents";

/** The pages before and after this one. */
export function Pager({ href }: { href: string }) {
  const { previous, next } = neighboursOf(href);
  return (
    <nav aria-label="Previous and next" className="mt-14 grid gap-3 border-t pt-6 sm:grid-cols-2 print:hidden">
      {previous && <PagerLink page={previous} way="Previous" />}
      {next && <PagerLink page={next} way="Next" />}
    </nav>
  );
}

function PagerLink({ page: { href, title }, way }: { page: DocsPage; way: "Previous" | "Next" }) {
  const Arrow = way === "Next" ? ArrowRight : ArrowLeft;
  return (
    <Link
      href={href}
      className={`grid gap-0.5 rounded-lg border bg-surface px-4 py-3 hover:bg-hover ${way === "Next" ? "sm:col-start-2 sm:text-right" : ""}`}
    >
      <span className="text-[0.8125rem] text-muted-foreground">{way}</span>
      <span
        className={`flex items-center gap-1.5 font-medium text-sm ${way === "Next" ? "sm:justify-end" : "flex-row-reverse justify-end"}`}
      >
        {title}
        <Arrow aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      </span>
    </Link>
  );
}
