"use client";

import { LimitLabel, LimitList, PresentAndFutureBadge } from "@/components/access-token/reach-label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ReachChoice } from "@/lib/access-token/form/reach";

/**
 * What a token reaches, short enough for a table: the first of what it is limited to by name, and how many more, which opens all.
 * @param limits undefined where it is not limited
 */
export function ReachLine({ limits }: { limits: readonly ReachChoice[] | undefined }) {
  if (limits === undefined) {
    return (
      <span className="text-muted-foreground text-xs leading-4">
        Everything <PresentAndFutureBadge />
      </span>
    );
  }
  // A limit without known names says the least.
  const [first] = [...limits].sort((one, other) => Number(one.names.length === 0) - Number(other.names.length === 0));
  if (first === undefined) return <span className="text-warning-text text-xs leading-4">Reaches nothing</span>;
  return (
    <span className="text-xs leading-4">
      <LimitLabel limit={first} />
      {limits.length > 1 && (
        <Popover>
          <PopoverTrigger className="link relative ml-1 rounded-sm text-muted-foreground before:absolute before:-inset-2 hover:text-foreground">
            +{limits.length - 1}
            <span className="sr-only"> more that it is limited to</span>
          </PopoverTrigger>
          <PopoverContent aria-label="What it is limited to" className="max-h-80 overflow-y-auto text-sm">
            <LimitList limits={limits} className="grid gap-2" />
          </PopoverContent>
        </Popover>
      )}
    </span>
  );
}
