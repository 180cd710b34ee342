import { type ChartScale, chartScale } from "@/lib/access-token/usage/chart-scale";
import type { UsageDayJson } from "@/lib/access-token/usage/json";

/** One series of the chart, and its place. */
export type Lane = {
  of: "requests" | "refused";
  words: string;
  colour: string;
  /** Of its plot, in pixels. */
  y: number;
  height: number;
  scale: ChartScale;
};

const SERIES = [
  { of: "requests", words: "Allowed", colour: "var(--chart)" },
  { of: "refused", words: "Denied", colour: "var(--danger)" },
] as const;

export const TITLE_PX = 26;
const FIRST_PX = 150;
const SECOND_PX = 48;
const GAP_PX = 10;
// A single request among thousands is still seen.
const LEAST_PX = 3;

/**
 * The series that have anything, one below the other and each on a scale of its own: ten denied requests are read as well beside ten
 * thousand allowed ones.
 */
export function chartLanes(days: readonly UsageDayJson[]): Lane[] {
  const lanes: Lane[] = [];
  for (const series of SERIES) {
    const scale = chartScale(days.map((day) => day[series.of]));
    if (scale.top === 0) continue;
    const above = lanes.at(-1);
    lanes.push({
      ...series,
      y: (above === undefined ? 0 : above.y + above.height + GAP_PX) + TITLE_PX,
      height: above === undefined ? FIRST_PX : SECOND_PX,
      scale,
    });
  }
  return lanes;
}

/** Where a count stands in its lane, in pixels from the top of the chart. */
export function yOf({ y, height, scale }: Lane, count: number): number {
  return round(y + height - (count / scale.top) * height);
}

/** The bar of a count: where it begins, and how high it is. */
export function barOf(lane: Lane, count: number): { y: number; height: number } {
  const height = Math.max(LEAST_PX, (count / lane.scale.top) * lane.height);
  return { y: round(lane.y + lane.height - height), height: round(height) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
