import { expect, test } from "vitest";
import { chartScale } from "./chart-scale";

test.each([
  { most: 0, top: 0, ticks: [0] },
  { most: 1, top: 2, ticks: [0, 1, 2] },
  { most: 7, top: 8, ticks: [0, 4, 8] },
  { most: 11, top: 12, ticks: [0, 6, 12] },
  { most: 26, top: 30, ticks: [0, 15, 30] },
  { most: 96, top: 100, ticks: [0, 50, 100] },
  { most: 100, top: 100, ticks: [0, 50, 100] },
  { most: 221, top: 240, ticks: [0, 120, 240] },
  { most: 1_439, top: 1_600, ticks: [0, 800, 1_600] },
  { most: 999_999, top: 1_000_000, ticks: [0, 500_000, 1_000_000] },
])("$most requests on the busiest day fit under $top", ({ most, top, ticks }) => {
  expect(chartScale([0, most, 0])).toEqual({ top, ticks });
});

test("the busiest day takes at least six tenths of the height", () => {
  for (let count = 11; count < 5_000; count++) {
    const { top } = chartScale([count]);
    expect(top).toBeGreaterThanOrEqual(count);
    expect(count / top).toBeGreaterThan(0.6);
    expect(Number.isInteger(top / 2)).toBe(true);
  }
});
