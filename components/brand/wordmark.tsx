import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";

/** The platform's name, leading home. On narrow screens only the mark is shown where `compact` says so. */
export function Wordmark({
  name,
  compact = false,
  className,
}: {
  name: string;
  compact?: boolean;
  className?: string;
}) {
  return (
    <Link
      href="/"
      className={cn("flex min-h-8 min-w-0 items-center gap-2 rounded-md font-semibold tracking-[-0.015em]", className)}
    >
      <BrandMark />
      <span className={cn("truncate", compact && "sr-only sm:not-sr-only")}>{name}</span>
    </Link>
  );
}

/** The product's mark: a token's life with today on it, which is also a key lying on its side. */
function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className="size-6 shrink-0">
      <path d="M3 12h10.5M3 8v8M7 12v3" stroke="currentColor" strokeWidth="2" strokeLinecap="square" />
      <circle cx="17" cy="12" r="3.5" className="stroke-active" strokeWidth="2" />
    </svg>
  );
}
