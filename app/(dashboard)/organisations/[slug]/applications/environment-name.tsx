import { cn } from "@/components/ui/cn";

/**
 * The name of an environment. `live`, which visitors see, has the accent and a full dot; all others a hollow one. `plain`:
 * without a frame, where the context says which one is meant.
 */
export function EnvironmentName({
  slug,
  plain = false,
  className,
}: {
  slug: string;
  plain?: boolean;
  className?: string;
}) {
  const live = slug === "live";
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-1.5 font-mono text-xs leading-5",
        !plain && "rounded-[5px] border px-1.5 py-px",
        !plain &&
          (live
            ? "border-active/40 bg-active-soft text-active-text"
            : "border-border border-dashed text-muted-foreground"),
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          "size-1.5 shrink-0 rounded-full border border-current",
          live && "bg-current",
          live && plain && "text-active",
        )}
      />
      <span className="truncate">{slug}</span>
    </span>
  );
}
