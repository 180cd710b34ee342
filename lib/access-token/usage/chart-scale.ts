/** The vertical axis of one series: up to a round number, and where it is labelled. */
export type ChartScale = { top: number; ticks: number[] };

/** Round numbers for the busiest day. Pure. */
export function chartScale(counts: readonly number[]): ChartScale {
  const top = roundUp(Math.max(0, ...counts));
  return { top, ticks: top === 0 ? [0] : [0, top / 2, top] };
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
