"use client";

import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { chartScale } from "@/lib/access-token/usage/chart-scale";
import type { UsageDayJson } from "@/lib/access-token/usage/json";
import { countLabel, dayLabel, shortDay } from "@/lib/access-token/usage/labels";

const TOP_PX = 6;
const PLOT_PX = 180;
const DAYS_PX = 22;
const HEIGHT_PX = TOP_PX + PLOT_PX + DAYS_PX;
// A single refusal among thousands is still seen.
const LEAST_PX = 3;
// Of the room of a day; the rest is between it and the next.
const BAR = 0.82;
// Every tenth day is named, and on a phone every thirtieth.
const NAMED_DAYS = 10;
const NAMED_ON_PHONE = 30;
const CHARACTER_PX = 7;

/**
 * Requests of each day: allowed ones above the line, refused ones hatched below it, on one scale. The arrow keys move through
 * the days. Places are in percent of a width that nobody knows, so it is drawn with the page, by the server. Nothing is animated: counts that
 * change simply change.
 */
export function UsageChart({ days }: { days: readonly UsageDayJson[] }) {
  const pattern = `hatched-${useId().replace(/\W/g, "")}`;
  const [at, setAt] = useState<number>();
  const { domain, ticks } = chartScale(days);
  const [bottom, top] = domain;
  const y = (value: number) => TOP_PX + ((top - value) / (top - bottom)) * PLOT_PX;
  const refused = days.some((day) => day.refused > 0);
  return (
    <figure className="grid min-h-60 min-w-0 gap-2">
      <div className="flex">
        <Scale ticks={ticks} y={y} />
        <div className="relative min-w-0 flex-1">
          <svg
            role="application"
            aria-label="Requests by day. The arrow keys walk through the days."
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through it
            tabIndex={0}
            height={HEIGHT_PX}
            className="block w-full overflow-visible rounded-md"
            onPointerMove={(event) => setAt(dayUnder(event, days.length))}
            onPointerLeave={() => setAt(undefined)}
            onBlur={() => setAt(undefined)}
            onKeyDown={(event) => {
              const next = dayAfter(event, at, days.length);
              if (next === at) return;
              event.preventDefault();
              setAt(next);
            }}
          >
            <defs>
              <pattern id={pattern} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="4" height="4" fill="var(--danger)" fillOpacity="0.35" />
                <rect width="2" height="4" fill="var(--danger)" />
              </pattern>
            </defs>
            {at !== undefined && (
              <rect {...placeOf(at, days.length, 1)} y={TOP_PX} height={PLOT_PX} fill="var(--hover)" />
            )}
            {ticks.map((tick) => (
              <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke="var(--border)" />
            ))}
            <g fill="var(--chart)">
              {days.map(
                ({ date, requests }, index) =>
                  requests > 0 && (
                    <rect
                      key={date}
                      {...placeOf(index, days.length, BAR)}
                      y={round(y(requests))}
                      height={round(y(0) - y(requests))}
                    />
                  ),
              )}
            </g>
            <g fill={`url(#${pattern})`} stroke="var(--danger)" strokeWidth="0.5">
              {days.map(
                (day, index) =>
                  day.refused > 0 && (
                    <rect
                      key={day.date}
                      {...placeOf(index, days.length, BAR)}
                      y={round(y(0))}
                      height={round(Math.max(LEAST_PX, y(-day.refused) - y(0)))}
                    />
                  ),
              )}
            </g>
            <line x1="0" x2="100%" y1={y(0)} y2={y(0)} stroke="var(--input)" />
            <DayNames days={days} />
          </svg>
          <ShownDay day={at === undefined ? undefined : days[at]} share={((at ?? 0) + 0.5) / days.length} />
        </div>
      </div>
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

function Scale({ ticks, y }: { ticks: readonly number[]; y: (value: number) => number }) {
  const labels = ticks.map((tick) => countLabel(Math.abs(tick)));
  const width = Math.max(...labels.map(({ length }) => length)) * CHARACTER_PX + CHARACTER_PX;
  return (
    <svg aria-hidden="true" width={width} height={HEIGHT_PX} className="shrink-0 fill-muted-foreground text-xs">
      {ticks.map((tick, index) => (
        <text key={tick} x={width - CHARACTER_PX} y={y(tick)} dy="0.35em" textAnchor="end">
          {labels[index]}
        </text>
      ))}
    </svg>
  );
}

function DayNames({ days }: { days: readonly UsageDayJson[] }) {
  return (
    <g className="fill-muted-foreground text-xs">
      {days.map(({ date }, index) => {
        const ago = days.length - 1 - index;
        if (ago % NAMED_DAYS !== 0) return null;
        return (
          <text
            key={date}
            x={percent((index + 0.5) / days.length)}
            y={HEIGHT_PX - 6}
            // The last one ends with its day: beyond it there is no room.
            textAnchor={ago === 0 ? "end" : "middle"}
            className={ago % NAMED_ON_PHONE === 0 ? undefined : "max-sm:hidden"}
          >
            {shortDay(date)}
          </text>
        );
      })}
    </g>
  );
}

/** The numbers of the day that the pointer is over, or that the arrow keys came to. Announced as well. */
function ShownDay({ day, share }: { day: UsageDayJson | undefined; share: number }) {
  if (day === undefined) return <div role="status" aria-live="polite" />;
  const side = share < 0.5 ? "ml-3" : "-ml-3 -translate-x-full";
  return (
    <div
      role="status"
      aria-live="polite"
      className={`pointer-events-none absolute top-3 z-1 grid w-max gap-0.5 rounded-md bg-primary px-2.5 py-1.5 text-primary-foreground text-xs leading-4 shadow-pop ${side}`}
      style={{ left: percent(share) }}
    >
      <span className="font-medium">{dayLabel(day.date)}</span>
      <span className="tabular-nums">{countLabel(day.requests)} let in</span>
      {day.refused > 0 && <span className="tabular-nums">{countLabel(day.refused)} refused</span>}
    </div>
  );
}

function dayUnder({ clientX, currentTarget }: PointerEvent<Element>, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
}

/** Where a key leads: the first arrow key to the end that it comes from. */
function dayAfter({ key }: KeyboardEvent, at: number | undefined, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowRight":
      return Math.min(last, (at ?? -1) + 1);
    case "ArrowLeft":
      return Math.max(0, (at ?? count) - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return undefined;
    default:
      return at;
  }
}

/** Where the bar of a day stands. @param share how much of the room of a day it takes, in its middle */
function placeOf(index: number, count: number, share: number): { x: string; width: string } {
  return { x: percent((index + (1 - share) / 2) / count), width: percent(share / count) };
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
