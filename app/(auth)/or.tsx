/** The line between two ways to do one thing. */
export function Or() {
  return (
    <p className="my-5 flex items-center gap-3 text-[0.8125rem] text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      or
    </p>
  );
}
