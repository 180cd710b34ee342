"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** What can be done with the one row, at its end or at the foot of its card. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className="-mx-2 -mb-1.5 flex justify-end gap-1 lg:mb-0">{children}</div>;
}

/** One of them: quiet, until the pointer comes to the row. `labelId` is that of the row's name. */
export function RowButton({
  labelId,
  danger = false,
  pending,
  onClick,
  children,
}: {
  labelId: string;
  danger?: boolean;
  pending?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      variant="ghost"
      size="sm"
      className={cn(
        "px-2 text-muted-foreground",
        danger
          ? "hover:bg-danger-soft hover:text-danger-text group-hover:text-danger-text"
          : "hover:text-foreground group-hover:text-foreground",
      )}
      aria-describedby={labelId}
      pending={pending}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
