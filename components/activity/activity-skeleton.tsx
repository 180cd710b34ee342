import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Stands where a log is on its way. */
export function ActivitySkeleton() {
  return (
    <div role="status" className="noscript:hidden">
      <span className="sr-only">Loading the activity…</span>
      <div className="mb-6 grid gap-2 sm:mb-8">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="mb-6 flex flex-wrap gap-2">
        <Skeleton className="h-9 w-full sm:w-72" />
        <Skeleton className="h-9 w-40" />
        <Skeleton className="h-9 w-40" />
      </div>
      <div className="rounded-lg border bg-surface">
        {ROWS.map((row) => (
          <div key={row} className="flex gap-4 border-b px-4 py-4 last:border-b-0">
            <Skeleton className="h-4 w-10" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-64 max-w-full" />
              <Skeleton className="h-3.5 w-40 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
