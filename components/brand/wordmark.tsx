import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { BrandMark } from "./mark";

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
