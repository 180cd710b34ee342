import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The place of the list while its rows are on their way. */
export default function Loading() {
  return (
    <div role="status" className="noscript:hidden">
      <span className="sr-only">Loading the tokens that reach the organisation…</span>
      <div className="mb-6 grid gap-2 sm:mb-8">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <Skeleton className="mb-5 h-16 w-full" />
      <div className="mb-4 flex gap-2">
        <Skeleton className="h-9 w-full sm:w-80" />
        <Skeleton className="hidden h-9 w-44 sm:block" />
        <Skeleton className="hidden h-9 w-44 sm:block" />
      </div>
      <div className="overflow-hidden rounded-lg border bg-surface">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-4 py-4 last:border-b-0">
            <Skeleton className="h-4 w-40 max-w-full" />
            <Skeleton className="ml-auto hidden h-4 w-24 sm:block" />
            <Skeleton className="hidden h-4 w-28 md:block" />
            <Skeleton className="hidden h-4 w-20 lg:block" />
          </div>
        ))}
      </div>
    </div>
  );
}
