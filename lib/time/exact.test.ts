import { expect, test } from "vitest";
import { exactDate, exactTime } from "./exact";
import { currentZoneName, isTimezone, offsetLabel, timezones } from "./zone";

const winter = new Date("2026-12-24T23:05:00Z");

test.each([
  ["UTC", "24 Dec 2026, 23:05 (UTC)"],
  ["Europe/Zurich", "25 Dec 2026, 00:05 (Europe/Zurich, UTC+1)"],
  ["America/St_Johns", "24 Dec 2026, 19:35 (America/St_Johns, UTC−3:30)"],
  ["Asia/Kathmandu", "25 Dec 2026, 04:50 (Asia/Kathmandu, UTC+5:45)"],
])("in %s the exact time names day, clock, zone and offset", (timezone, text) => {
  expect(exactTime(winter, timezone)).toBe(text);
});

test("the day is that of the timezone, not that of UTC", () => {
  expect(exactDate(winter, "Europe/Zurich")).toBe("25 Dec 2026");
  expect(exactDate(winter, "UTC")).toBe("24 Dec 2026");
});

test("the offset follows summer time", () => {
  expect(offsetLabel("Europe/London", new Date("2026-07-01T00:00:00Z"))).toBe("UTC+1");
  expect(offsetLabel("Europe/London", winter)).toBe("UTC");
});

test("every timezone offered is accepted; offsets and inventions are not", () => {
  expect(timezones().every(isTimezone)).toBe(true);
  expect(timezones()[0]).toBe("UTC");
  for (const name of ["", "+02:00", "Europe/Atlantis", "Z\0", "../etc"]) expect(isTimezone(name)).toBe(false);
});

test("timezones are offered by their present names", () => {
  for (const name of ["Asia/Kathmandu", "Asia/Kolkata", "Europe/Kyiv"]) expect(timezones()).toContain(name);
  expect(timezones()).not.toContain("Europe/Kiev");
  expect(new Set(timezones()).size).toBe(timezones().length);
  expect(currentZoneName("Asia/Calcutta")).toBe("Asia/Kolkata");
});
