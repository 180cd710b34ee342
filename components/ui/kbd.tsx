/** A key of the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border bg-sunken px-1 font-sans text-[0.6875rem] text-muted-foreground leading-none">
      {children}
    </kbd>
  );
}
