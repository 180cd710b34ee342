import { expect, test } from "vitest";
import { countLabel, dayLabel, requestsLabel, shortDay, totalsLabel } from "./labels";

const day = (requests: number, refused: number) => ({ date: "2026-11-24", requests, refused });

test.each([
  { days: [day(0, 0), day(0, 0)], words: "No requests in the last 90 days" },
  { days: [day(1, 0)], words: "1 request in the last 90 days, none denied" },
  { days: [day(1_000, 31), day(173, 0)], words: "1,204 requests in the last 90 days, 31 denied" },
  { days: [day(0, 4), day(0, 0)], words: "4 requests in the last 90 days, all denied" },
  { days: [day(0, 1), day(0, 0)], words: "1 request in the last 90 days, denied" },
  { days: [day(0, 1), day(1, 0)], words: "2 requests in the last 90 days, 1 denied" },
])("the totals are said as $words", ({ days, words }) => {
  expect(totalsLabel(days, 90)).toBe(words);
});

test("large counts are grouped by thousands", () => {
  expect([0, 999, 1_000, 1_234_567].map(countLabel)).toEqual(["0", "999", "1,000", "1,234,567"]);
  expect([1, 2].map(requestsLabel)).toEqual(["1 request", "2 requests"]);
});

test("a day is the day of UTC, wherever one reads it", () => {
  expect(dayLabel("2026-11-24")).toBe("Tue 24 Nov 2026");
  expect(shortDay("2027-01-01")).toBe("1 Jan");
});
