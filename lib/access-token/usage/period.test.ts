import { expect, test } from "vitest";
import { DEFAULT_PERIOD, daysOfToken, parseUsagePeriod } from "./period";

test.each([
  ["7", 7],
  ["30", 30],
  ["90", 90],
])("an address asks for the last %s days", (text, days) => {
  expect(parseUsagePeriod(text)).toBe(days);
});

test.each([undefined, null, "", "8", "07", "7 ", "-7", ["7", "30"]])(
  "%j is no period, and gives the default",
  (text) => {
    expect(parseUsagePeriod(text)).toBe(DEFAULT_PERIOD);
  },
);

const DAYS = ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"].map((date) => ({
  date,
  requests: 0,
  refused: 0,
}));
const datesOf = (days: readonly { date: string }[]) => days.map(({ date }) => date);

test("a chart begins on the day of its token", () => {
  expect(datesOf(daysOfToken(DAYS, "2026-11-24T23:59:59.999Z"))).toEqual(["2026-11-24", "2026-11-25"]);
  expect(daysOfToken(DAYS, "2026-11-25T00:00:00.000Z")).toHaveLength(1);
});

test("of a token that is older, a chart has all days", () => {
  expect(daysOfToken(DAYS, "2026-11-22T10:00:00.000Z")).toEqual(DAYS);
  expect(daysOfToken(DAYS, "2025-01-01T10:00:00.000Z")).toEqual(DAYS);
});

test("a chart leaves out no use, also of a token that was imported later", () => {
  const used = DAYS.map((day) => (day.date === "2026-11-23" ? { ...day, refused: 1 } : day));
  expect(datesOf(daysOfToken(used, "2026-11-25T10:00:00.000Z"))).toEqual(["2026-11-23", "2026-11-24", "2026-11-25"]);
});

test("a token that is created at this moment, by a clock that is ahead, has one day", () => {
  expect(datesOf(daysOfToken(DAYS, "2026-11-26T00:00:01.000Z"))).toEqual(["2026-11-25"]);
});
