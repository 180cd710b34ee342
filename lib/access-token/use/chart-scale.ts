import type { UsageDayJson } from "./json";

/** What the vertical axis shows: requests that were let in upwards from zero, refused ones downwards, on one scale. */
export type ChartScale = { domain: [number, number]; ticks: number[] };

// Few refusals among many requests still get room to be seen in.
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

/** The next number of one digit that can be halved, and its tens: 2, 4, 6, 8, 10, 20, 40, … */
function roundUp(count: number): number {
  if (count <= 0) return 0;
  const magnitude = 10 ** Math.floor(Math.log10(count));
  const digit = count / magnitude;
  // 1 itself cannot be halved into whole requests.
  return ([1, 2, 4, 6, 8].find((step) => step >= digit && step * magnitude >= 2) ?? 10) * magnitude;
}
