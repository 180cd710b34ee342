import { cn } from "@/components/ui/cn";

/** The product's mark: a token's life with today on it, which is also a key lying on its side. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-6 shrink-0", className)}>
      <path d="M3 12h10.5M3 8v8M7 12v3" stroke="currentColor" strokeWidth="2" strokeLinecap="square" />
      <circle cx="17" cy="12" r="3.5" className="stroke-active" strokeWidth="2" />
    </svg>
  );
}
