import type { Noun } from "@/lib/list/definition";

/** `1 token`, `2,500 entries`. */
export function countLabel(count: number, { one, many }: Noun): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** How many rows there are on all pages, announced whenever it changes. */
export function ListCount({ count, noun, className }: { count: number; noun: Noun; className?: string }) {
  return (
    <p role="status" className={`text-[0.8125rem] text-muted-foreground tabular-nums ${className ?? ""}`}>
      {countLabel(count, noun)}
    </p>
  );
}
