import type { UsageDayJson } from "./json";

/** What the vertical axis shows: requests that were allowed upwards from zero, refused ones downwards, on one scale. */
export type ChartScale = { domain: [number, number]; ticks: number[] };

// Few refusals among many requests still get enough room to be visible.
const LEAST_SHARE = 0.09;

/** Round numbers for the busiest day on each side. Pure. */
export function chartScale(days: readonly UsageDayJson[]): ChartScale {
  const top = roundUp(Math.max(0, ...days.map((day) => day.requests)));
  const refused = Math.max(0, ...days.map((day) => day.refused));
  const above = top === 0 ? [] : [top / 2, top];
  if (refused === 0) return { domain: [0, top], ticks: [0, ...above] };
  if (refused <= top / 4) return { domain: [-Math.max(refused, top * LEAST_SHARE), top], ticks: [0, ...above] };
  const bottom = roundUp(refused);
  return { domain: [-bottom, top], ticks: [-bottom, 0, ...above] };
}

// Each can be halved into whole requests, and leaves a third of the height empty at most.
const STEPS_BELOW_TEN = [2, 4, 6, 8, 10];
const STEPS = [10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100];

/** The next round number with a half as round: 2, 4, 6, 8, 10, 12, 16, 20, 24, … 100, 120, 160, … */
function roundUp(count: number): number {
  if (count <= 0) return 0;
  if (count <= 10) return STEPS_BELOW_TEN.find((step) => step >= count) ?? 10;
  const tens = 10 ** (Math.floor(Math.log10(count)) - 1);
  return (STEPS.find((step) => step * tens >= count) ?? 100) * tens;
}
