import { expect, test } from "vitest";
import { duration, relativeTime } from "./relative";

const now = new Date("2026-11-25T12:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

test.each([
  [0, "just now"],
  [-44, "just now"],
  [10, "in less than a minute"],
  [-50, "1 minute ago"],
  [-59 * MINUTE, "59 minutes ago"],
  [-HOUR, "1 hour ago"],
  [-23 * HOUR, "23 hours ago"],
  [-DAY, "1 day ago"],
  [30 * DAY - 3, "in 30 days"],
  [HOUR - 5, "in 1 hour"],
  [-36 * HOUR - 1, "2 days ago"],
  [59 * DAY, "in 59 days"],
  [61 * DAY, "in 2 months"],
  [-365 * DAY, "12 months ago"],
  [-731 * DAY, "2 years ago"],
  [5 * 365.25 * DAY, "in 5 years"],
])("%d seconds from now reads %j", (seconds, words) => {
  expect(relativeTime(after(seconds), now)).toBe(words);
});

test("what was recorded a moment after our clock is not in the future", () => {
  expect(relativeTime(new Date(now.getTime() + 400), now)).toBe("just now");
});

test("a duration is told in its largest fitting unit, and never as nothing", () => {
  expect([1, 3599, 7200, 3 * DAY].map(duration)).toEqual(["1 minute", "1 hour", "2 hours", "3 days"]);
});
