import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The place of the list while its rows are on their way. */
export function ListSkeleton() {
  return (
    <div role="status" className="noscript:hidden">
      <span className="sr-only">Loading your tokens…</span>
      <div className="mb-4 flex h-9 gap-4 border-b">
        <Skeleton className="h-5 w-14" />
        <Skeleton className="h-5 w-18" />
        <Skeleton className="h-5 w-20" />
      </div>
      <div className="mb-4 flex gap-2">
        <Skeleton className="h-9 w-full sm:w-80" />
        <Skeleton className="hidden h-9 w-48 sm:block" />
      </div>
      <div className="overflow-hidden rounded-lg border bg-surface">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-4 py-4 last:border-b-0">
            <Skeleton className="h-4 w-40 max-w-full" />
            <Skeleton className="ml-auto hidden h-4 w-24 sm:block" />
            <Skeleton className="hidden h-4 w-16 sm:block" />
            <Skeleton className="hidden h-4 w-28 md:block" />
            <Skeleton className="hidden h-4 w-20 lg:block" />
          </div>
        ))}
      </div>
    </div>
  );
}
