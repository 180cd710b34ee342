import { Skeleton } from "@/components/ui/skeleton";

/** The placeholder of a page that is loading, in its shape: a title, and fields or rows below it. */
export function PageSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div data-coming="" className="grid max-w-2xl gap-8 noscript:hidden">
      <p role="status" className="sr-only">
        Loading the page
      </p>
      <div className="grid grid-cols-1 gap-2">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike and never move
        <div key={row} className="grid gap-2">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-9" />
        </div>
      ))}
    </div>
  );
}
