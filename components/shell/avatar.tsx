import { cn } from "@/components/ui/cn";

/** Initials in a square, for a person; the name stands beside it. */
export function Avatar({ initials, className }: { initials: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "grid size-7 shrink-0 select-none place-items-center rounded-md border bg-hover font-semibold text-[0.6875rem] text-foreground tracking-wide",
        className,
      )}
    >
      {initials}
    </span>
  );
}
