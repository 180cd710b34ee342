import { expect, test } from "vitest";
import { chartScale } from "./chart-scale";

const days = (requests: number, refused: number) => [
  { date: "2026-11-23", requests: 0, refused: 0 },
  { date: "2026-11-24", requests, refused },
];

test.each([
  { requests: 0, refused: 0, domain: [0, 0], ticks: [0] },
  { requests: 1, refused: 0, domain: [0, 2], ticks: [0, 1, 2] },
  { requests: 7, refused: 0, domain: [0, 8], ticks: [0, 4, 8] },
  { requests: 11, refused: 0, domain: [0, 12], ticks: [0, 6, 12] },
  { requests: 221, refused: 0, domain: [0, 240], ticks: [0, 120, 240] },
  { requests: 999_999, refused: 0, domain: [0, 1_000_000], ticks: [0, 500_000, 1_000_000] },
  { requests: 96, refused: 0, domain: [0, 100], ticks: [0, 50, 100] },
  { requests: 100, refused: 0, domain: [0, 100], ticks: [0, 50, 100] },
  { requests: 1_439, refused: 3, domain: [-144, 1_600], ticks: [0, 800, 1_600] },
  { requests: 100, refused: 25, domain: [-25, 100], ticks: [0, 50, 100] },
  { requests: 100, refused: 26, domain: [-30, 100], ticks: [-30, 0, 50, 100] },
  { requests: 0, refused: 14, domain: [-16, 0], ticks: [-16, 0] },
])("$requests let in and $refused refused fit into $domain", ({ requests, refused, domain, ticks }) => {
  expect(chartScale(days(requests, refused))).toEqual({ domain, ticks });
});

test("the busiest day takes at least six tenths of the height", () => {
  for (let count = 11; count < 5_000; count++) {
    const [, top] = chartScale(days(count, 0)).domain;
    expect(top).toBeGreaterThanOrEqual(count);
    expect(count / top).toBeGreaterThan(0.6);
    expect(Number.isInteger(top / 2)).toBe(true);
  }
});
