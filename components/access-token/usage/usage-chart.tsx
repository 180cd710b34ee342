"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { UsageDayJson } from "@/lib/access-token/usage/json";
import { countLabel, dayLabel, shortDay } from "@/lib/access-token/usage/labels";
import { barOf, chartLanes, type Lane, round, yOf } from "./chart-lanes";

const DAYS_PX = 24;
const CHARACTER_PX = 7;
const TICK_GAP_PX = 8;
// A token of one day has a bar, not a wall: the rest of its first week is still to come.
const LEAST_PLACES = 7;

/**
 * Requests of each day, the allowed ones above and the denied ones in a lane of their own. The arrow keys move through the days.
 * Places are in percent of a width that nobody knows, so it is drawn with the page, by the server. Nothing is animated: counts that
 * change simply change.
 */
export function UsageChart({ days, note }: { days: readonly UsageDayJson[]; note: string | undefined }) {
  const [at, setAt] = useState<number>();
  const places = Math.max(days.length, LEAST_PLACES);
  const lanes = chartLanes(days);
  const bottom = lanes.reduce((lowest, { y, height }) => Math.max(lowest, y + height), 0);
  const height = bottom + DAYS_PX;
  return (
    <figure className="grid min-w-0 gap-1.5">
      <div className="flex">
        <Scales lanes={lanes} height={height} />
        <div className="relative min-w-0 flex-1">
          <svg
            role="application"
            aria-label="Requests by day. Use the arrow keys to move through the days."
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through it
            tabIndex={0}
            height={height}
            className="block w-full overflow-visible rounded-md"
            onPointerMove={(event) => setAt(dayUnder(event, places, days.length))}
            onPointerLeave={() => setAt(undefined)}
            onBlur={() => setAt(undefined)}
            onKeyDown={(event) => {
              const next = dayAfter(event, at, days.length);
              if (next === at) return;
              event.preventDefault();
              setAt(next);
            }}
          >
            {at !== undefined && (
              <rect
                {...placeOf(at, places, 1)}
                y={lanes[0]?.y}
                height={bottom - (lanes[0]?.y ?? 0)}
                fill="var(--hover)"
              />
            )}
            {lanes.map((lane) => (
              <Series key={lane.of} lane={lane} days={days} places={places} />
            ))}
            <DayNames days={days} places={places} y={height - 6} />
          </svg>
          <ShownDay day={at === undefined ? undefined : days[at]} share={((at ?? 0) + 0.5) / places} />
        </div>
      </div>
      <figcaption className="flex flex-wrap justify-between gap-x-5 gap-y-1 text-[0.8125rem] text-muted-foreground">
        <span>{note}</span>
        <span>Days in UTC</span>
      </figcaption>
    </figure>
  );
}

function Series({ lane, days, places }: { lane: Lane; days: readonly UsageDayJson[]; places: number }) {
  const base = lane.y + lane.height;
  return (
    <>
      <rect x="0" y={lane.y - 17} width="9" height="9" rx="2" fill={lane.colour} />
      <text x="15" y={lane.y - 9} className="fill-foreground font-medium text-xs">
        {lane.words}
      </text>
      {lane.scale.ticks.map(
        (tick) =>
          tick > 0 && (
            <line key={tick} x1="0" x2="100%" y1={yOf(lane, tick)} y2={yOf(lane, tick)} stroke="var(--border)" />
          ),
      )}
      <g fill={lane.colour}>
        {days.map(
          (day, index) =>
            day[lane.of] > 0 && (
              <rect key={day.date} {...placeOf(index, places, barShare(places))} {...barOf(lane, day[lane.of])} />
            ),
        )}
      </g>
      <line x1="0" x2="100%" y1={base} y2={base} stroke="var(--input)" />
    </>
  );
}

/** The numbers of each lane, at its left. The low one has room for its highest alone. */
function Scales({ lanes, height }: { lanes: readonly Lane[]; height: number }) {
  const labels = lanes.flatMap((lane, index) =>
    lane.scale.ticks
      .filter((tick) => index === 0 || tick === lane.scale.top)
      .map((tick) => ({ key: `${lane.of} ${tick}`, y: yOf(lane, tick), text: countLabel(tick) })),
  );
  const longest = Math.max(1, ...labels.map(({ text }) => text.length));
  const width = longest * CHARACTER_PX + TICK_GAP_PX;
  return (
    <svg aria-hidden="true" width={width} height={height} className="shrink-0 fill-muted-foreground text-xs">
      {labels.map(({ key, y, text }) => (
        <text key={key} x={width - TICK_GAP_PX} y={y} dy="0.35em" textAnchor="end">
          {text}
        </text>
      ))}
    </svg>
  );
}

/** How many days apart names are, counted back from today; on a phone those of every third are left. */
function namesApart(places: number): number {
  if (places <= 10) return 1;
  return places <= 35 ? 5 : 10;
}

function DayNames({ days, places, y }: { days: readonly UsageDayJson[]; places: number; y: number }) {
  const apart = namesApart(places);
  return (
    <g className="fill-muted-foreground text-xs">
      {days.map(({ date }, index) => {
        const ago = days.length - 1 - index;
        if (ago % apart !== 0) return null;
        const isAtEdge = index === places - 1 && places > LEAST_PLACES;
        return (
          <text
            key={date}
            x={percent((index + 0.5) / places)}
            y={y}
            // The last one ends with its day: beyond it there is no room.
            textAnchor={isAtEdge ? "end" : "middle"}
            className={ago % (apart * 3) === 0 ? undefined : "max-sm:hidden"}
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
      className={`pointer-events-none absolute top-6 z-1 grid w-max gap-0.5 rounded-md bg-primary px-2.5 py-1.5 text-primary-foreground text-xs leading-4 shadow-pop print:hidden ${side}`}
      style={{ left: percent(share) }}
    >
      <span className="font-medium">{dayLabel(day.date)}</span>
      <span className="tabular-nums">{countLabel(day.requests)} allowed</span>
      {day.refused > 0 && <span className="tabular-nums">{countLabel(day.refused)} denied</span>}
    </div>
  );
}

function dayUnder({ clientX, currentTarget }: PointerEvent<Element>, places: number, days: number): number | undefined {
  const { left, width } = currentTarget.getBoundingClientRect();
  const place = Math.min(places - 1, Math.max(0, Math.floor(((clientX - left) / width) * places)));
  return place < days ? place : undefined;
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

/** How much of the room of a day its bar takes: the fewer days, the slimmer. */
function barShare(places: number): number {
  if (places <= 10) return 0.34;
  return places <= 35 ? 0.6 : 0.78;
}

/** Where the bar of a day stands. @param share how much of the room of a day it takes, in its middle */
function placeOf(index: number, places: number, share: number): { x: string; width: string } {
  return { x: percent((index + (1 - share) / 2) / places), width: percent(share / places) };
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}
