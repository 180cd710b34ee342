"use client";

import { clock, exactDate, exactTime } from "@/lib/time/exact";
import { relativeTime } from "@/lib/time/relative";
import { cn } from "./cn";
import { useNow, useTimezone } from "./time-context";
import { tip } from "./tip";

/**
 * A moment: relative in the text, exact in the person's timezone on hover and on keyboard focus. `as="date"` shows the day,
 * `as="clock"` the time of the day, and `as="exact"` everything at once (nothing is hidden then, so it takes no focus). `tense="past"`: it has happened, however far
 * this page's clock, which ticks every 20 seconds, lags behind.
 */
export function Time({
  at,
  as = "relative",
  tense,
  className,
}: {
  at: Date | string;
  as?: "relative" | "date" | "clock" | "exact";
  tense?: "past";
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
    <time
      dateTime={iso}
      {...tip(exact)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be within reach of the keyboard
      tabIndex={0}
      className={cn("cursor-help whitespace-nowrap rounded-sm", className)}
    >
      {as === "date" && exactDate(moment, timezone)}
      {as === "clock" && clock(moment, timezone)}
      {as === "relative" && relativeTime(tense === "past" && moment > now ? now : moment, now)}
    </time>
  );
}
