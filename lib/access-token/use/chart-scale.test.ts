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
  { requests: 96, refused: 0, domain: [0, 100], ticks: [0, 50, 100] },
  { requests: 100, refused: 0, domain: [0, 100], ticks: [0, 50, 100] },
  { requests: 1_439, refused: 3, domain: [-180, 2_000], ticks: [0, 1_000, 2_000] },
  { requests: 100, refused: 25, domain: [-25, 100], ticks: [0, 50, 100] },
  { requests: 100, refused: 26, domain: [-40, 100], ticks: [-40, 0, 50, 100] },
  { requests: 0, refused: 14, domain: [-20, 0], ticks: [-20, 0] },
])("$requests let in and $refused refused fit into $domain", ({ requests, refused, domain, ticks }) => {
  expect(chartScale(days(requests, refused))).toEqual({ domain, ticks });
});
