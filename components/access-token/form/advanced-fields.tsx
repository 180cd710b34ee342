"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

/**
 * What few tokens need, behind one line. It is open where something in it is set, and opens where something in it is wrong.
 * @param errors of its fields; another array is another answer
 */
export function AdvancedFields({
  isSet,
  errors,
  children,
}: {
  isSet: boolean;
  errors: readonly string[] | undefined;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(isSet);
  const [answered, setAnswered] = useState(errors);
  if (errors !== answered) {
    setAnswered(errors);
    if (errors !== undefined) setOpen(true);
  }
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="group rounded-lg border"
    >
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 text-sm hover:bg-hover/50 focus-visible:rounded-lg pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-100 group-open:rotate-90"
        />
        <span className="font-medium">Advanced</span>
        <span className="text-muted-foreground">Networks and self-rotation</span>
      </summary>
      <div className="grid gap-5 border-t px-3 py-4">{children}</div>
    </details>
  );
}
