"use client";

import { exactDate, exactTime } from "@/lib/time/exact";
import { relativeTime } from "@/lib/time/relative";
import { cn } from "./cn";
import { useNow, useTimezone } from "./time-context";
import { Tooltip } from "./tooltip";

/**
 * A moment: relative in the text, exact in the person's timezone on hover and on keyboard focus. `as="date"` shows the day
 * and `as="exact"` everything at once (nothing is hidden then, so it takes no focus).
 */
export function Time({
  at,
  as = "relative",
  className,
}: {
  at: Date | string;
  as?: "relative" | "date" | "exact";
  className?: string;
}) {
  const now = useNow();
  const timezone = useTimezone();
  const moment = typeof at === "string" ? new Date(at) : at;
  const iso = moment.toISOString();
  const exact = exactTime(moment, timezone);
  if (as === "exact") {
    return (
      <time dateTime={iso} className={className}>
        {exact}
      </time>
    );
  }
  return (
    <Tooltip content={exact}>
      <time
        dateTime={iso}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be within reach of the keyboard
        tabIndex={0}
        className={cn("cursor-help whitespace-nowrap rounded-sm", className)}
      >
        {as === "date" ? exactDate(moment, timezone) : relativeTime(moment, now)}
      </time>
    </Tooltip>
  );
}
