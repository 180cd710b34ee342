import { cn } from "./cn";

/** How far the work is. `label` says what is being done; `value` of `max` steps are. */
export function Progress({
  label,
  value,
  max,
  failed = false,
  className,
}: {
  label: string;
  value: number;
  max: number;
  /** It stopped there. */
  failed?: boolean;
  className?: string;
}) {
  const percent = max > 0 ? Math.round((Math.min(value, max) / max) * 100) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={`${value} of ${max}`}
      className={cn(
        "h-1.5 w-full overflow-hidden rounded-full border border-transparent bg-hover forced-colors:border-current",
        className,
      )}
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width] duration-200 forced-colors:bg-[Highlight]",
          failed ? "bg-danger" : "bg-active",
        )}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
