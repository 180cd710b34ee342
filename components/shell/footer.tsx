import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";

/** The docs and the way to support, at the foot of every page. @param grid the width and margins of the page */
export function Footer({ grid = "mx-auto w-full max-w-6xl px-4 sm:px-6" }: { grid?: string }) {
  const { SUPPORT_URL, BRAND_NAME } = env();
  return (
    <footer data-below="" className="border-t print:hidden noscript:order-2 noscript:mt-16">
      <div
        className={cn(grid, "flex flex-wrap items-center gap-x-6 gap-y-2 py-5 text-[0.8125rem] text-muted-foreground")}
      >
        <span className="mr-auto min-w-0 truncate">{BRAND_NAME}</span>
        <Link href="/docs" className="link">
          Docs
        </Link>
        <Link href="/docs/api" className="link">
          API reference
        </Link>
        {SUPPORT_URL && (
          <a href={SUPPORT_URL} className="link">
            Support
          </a>
        )}
      </div>
    </footer>
  );
}
