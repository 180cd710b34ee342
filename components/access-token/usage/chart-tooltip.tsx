import type { UsageDayJson } from "@/lib/access-token/usage/json";
import { countLabel, dayLabel } from "@/lib/access-token/usage/words";

type Shown = { active?: boolean; payload?: readonly { payload?: UsageDayJson }[] };

/** The numbers of the day that the pointer is over, or that the arrow keys came to. Said aloud as well. */
export function ChartTooltip({ active = false, payload }: Shown) {
  const day = payload?.[0]?.payload;
  return (
    <div role="status" aria-live="polite">
      {active && day !== undefined && (
        <div className="grid gap-0.5 rounded-md bg-primary px-2.5 py-1.5 text-primary-foreground text-xs leading-4 shadow-pop">
          <span className="font-medium">{dayLabel(day.date)}</span>
          <span className="tabular-nums">{countLabel(day.requests)} let in</span>
          {day.refused > 0 && <span className="tabular-nums">{countLabel(day.refused)} refused</span>}
        </div>
      )}
    </div>
  );
}
