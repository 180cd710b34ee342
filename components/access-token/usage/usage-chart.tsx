"use client";

import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { chartScale } from "@/lib/access-token/usage/chart-scale";
import type { UsageDayJson } from "@/lib/access-token/usage/json";
import { countLabel, dayLabel, shortDay } from "@/lib/access-token/usage/labels";

// A single refusal among thousands is still seen.
const LEAST_PX = 3;
const HEIGHT_PX = 208;
const tickStyle = { fill: "var(--muted-foreground)", fontSize: 12 };

/**
 * Requests of each day: allowed ones above the line, refused ones hatched below it, on one scale. The arrow keys move through
 * the days. Nothing is animated: counts that change simply change.
 */
export default function UsageChart({ days }: { days: readonly UsageDayJson[] }) {
  const pattern = `hatched-${useId().replace(/\W/g, "")}`;
  const { domain, ticks } = chartScale(days);
  const data = days.map((day) => ({ ...day, below: -day.refused }));
  const refused = days.some((day) => day.refused > 0);
  return (
    <figure className="grid min-h-60 min-w-0 gap-2">
      <BarChart
        responsive
        className="min-w-0 [&_svg]:rounded-md"
        style={{ width: "100%", height: HEIGHT_PX }}
        data={data}
        stackOffset="sign"
        barCategoryGap="18%"
        margin={{ top: 6, right: 2, bottom: 0, left: 0 }}
        aria-label="Requests by day. The arrow keys walk through the days."
      >
        <defs>
          <pattern id={pattern} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" fill="var(--danger)" fillOpacity="0.35" />
            <rect width="2" height="4" fill="var(--danger)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="date"
          tickFormatter={shortDay}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          minTickGap={40}
          interval="preserveEnd"
          height={22}
        />
        <YAxis
          domain={domain}
          ticks={ticks}
          tickFormatter={(value: number) => countLabel(Math.abs(value))}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          width="auto"
        />
        <Tooltip
          content={<ChartTooltip />}
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          wrapperStyle={{ outline: "none", zIndex: 1 }}
        />
        <Bar dataKey="requests" stackId="day" fill="var(--chart)" isAnimationActive={false} />
        <Bar
          dataKey="below"
          stackId="day"
          fill={`url(#${pattern})`}
          stroke="var(--danger)"
          strokeWidth={0.5}
          // The value of a stack is its two ends: the day says whether there is anything between them.
          minPointSize={(_ends, index) => (data[index]?.refused ? LEAST_PX : 0)}
          isAnimationActive={false}
        />
        <ReferenceLine y={0} stroke="var(--input)" />
      </BarChart>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-muted-foreground">
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className="size-2.5 rounded-[2px] bg-(--chart)" />
          Let in
        </span>
        {refused && (
          <span className="flex items-center gap-2">
            <svg aria-hidden="true" className="size-2.5">
              <rect width="10" height="10" rx="2" fill={`url(#${pattern})`} stroke="var(--danger)" />
            </svg>
            Refused, below the line
          </span>
        )}
        <span className="ml-auto max-sm:hidden">Days in UTC</span>
      </figcaption>
    </figure>
  );
}

type Shown = { active?: boolean; payload?: readonly { payload?: UsageDayJson }[] };

/** The numbers of the day that the pointer is over, or that the arrow keys came to. Announced as well. */
function ChartTooltip({ active = false, payload }: Shown) {
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
