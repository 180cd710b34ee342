import { Skeleton } from "@/components/ui/skeleton";

/** The place of the chart while what draws it is on its way: as high as it will be, so that nothing jumps. */
export function ChartSkeleton() {
  return (
    <div className="grid h-60 content-end" role="status">
      <span className="sr-only">Drawing the chart…</span>
      <Skeleton className="h-52" />
    </div>
  );
}
