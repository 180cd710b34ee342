"use client";

import { useNow, useTimezone } from "@/components/ui/time-context";
import { exactTime } from "@/lib/time/exact";

/** A span of time as a thin line with the present on it. `words` say what happens at its end. */
export function TimeLine({ from, to, words }: { from: string; to: string; words: string }) {
  const now = useNow();
  const timezone = useTimezone();
  const [start, end] = [new Date(from).getTime(), new Date(to).getTime()];
  const run = Math.min(1, Math.max(0, (now.getTime() - start) / Math.max(1, end - start)));
  const today = `${Math.round(run * 1000) / 10}%`;
  return (
    <svg
      role="img"
      aria-label={`${words} ${exactTime(new Date(to), timezone)}`}
      className="block h-3 w-full min-w-16 overflow-visible text-warning"
    >
      <line x1={today} y1="6" x2="100%" y2="6" className="stroke-input" strokeWidth="1" />
      <line x1="100%" y1="2" x2="100%" y2="10" className="stroke-input" strokeWidth="1" />
      <line x1="0" y1="6" x2={today} y2="6" stroke="currentColor" strokeWidth="1.75" />
      <line x1="0.5" y1="3" x2="0.5" y2="9" stroke="currentColor" strokeWidth="1" />
      <circle cx={today} cy="6" r="3.5" className="fill-surface" stroke="currentColor" strokeWidth="1.75" />
    </svg>
  );
}
