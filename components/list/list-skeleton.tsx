import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

// More rows than these are room alone.
const DRAWN = 8;

/**
 * The place of a list while its rows are on their way.
 * @param words what is loading, for screen readers: `your tokens`
 * @param head the page's title comes with the list
 * @param above what stands between the title and the filters: tabs, or totals and tabs
 * @param lines the table of a list of tokens, whose rows are two or three lines in a narrow one
 * @param entries rows of two lines, as a log has them
 * @param rows how many will come, where that is known: what stands below then keeps its place
 */
export function ListSkeleton({
  words,
  head = false,
  above,
  entries = false,
  lines = false,
  rows = DRAWN,
}: {
  words: string;
  head?: boolean;
  above?: "tabs" | "totals";
  entries?: boolean;
  lines?: boolean;
  rows?: number;
}) {
  return (
    <div role="status" data-coming="" className="@container noscript:hidden">
      <span className="sr-only">Loading {words}…</span>
      {head && (
        <div className="mb-6 grid grid-cols-1 gap-2 sm:mb-8">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-4 w-96 max-w-full" />
        </div>
      )}
      {above === "totals" && <Skeleton className="mb-5 h-52 w-full lg:h-17.5" />}
      {above !== undefined && (
        <div className="mb-3 flex h-9 gap-4 border-b">
          <Skeleton className="h-5 w-14" />
          <Skeleton className="h-5 w-18" />
          <Skeleton className="h-5 w-20" />
        </div>
      )}
      <div className="mb-3 flex gap-2">
        <Skeleton className="h-9 w-full sm:w-72" />
        <Skeleton className="h-9 w-24 shrink-0 sm:hidden" />
        <Skeleton className="hidden h-8 w-28 rounded-full sm:block" />
        <Skeleton className="hidden h-8 w-28 rounded-full sm:block" />
      </div>
      {lines && <Skeleton className="mb-5 h-4 w-20" />}
      <div className={cn("overflow-hidden rounded-lg border bg-surface", lines && "@3xl:pt-9")}>
        {Array.from({ length: rows }, (_, row) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing tells one from another
            key={row}
            className={cn(
              "flex items-center gap-6 border-b px-4 last:border-b-0",
              lines ? "h-[4.6875rem] @3xl:h-[3.8125rem]" : "h-17",
            )}
          >
            {row < DRAWN && (entries ? <EntryCells /> : <RowCells />)}
          </div>
        ))}
      </div>
    </div>
  );
}

function RowCells() {
  return (
    <>
      <Skeleton className="h-4 w-40 max-w-full" />
      <Skeleton className="ml-auto hidden h-4 w-24 sm:block" />
      <Skeleton className="hidden h-4 w-28 md:block" />
      <Skeleton className="hidden h-4 w-20 lg:block" />
    </>
  );
}

function EntryCells() {
  return (
    <>
      <Skeleton className="h-4 w-10" />
      <div className="grid flex-1 gap-2">
        <Skeleton className="h-4 w-64 max-w-full" />
        <Skeleton className="h-3.5 w-40 max-w-full" />
      </div>
    </>
  );
}
