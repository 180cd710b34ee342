import { describe, expect, test } from "vitest";
import { durationSeconds, expirationOf, relative } from "./time";

const now = new Date("2027-03-01T12:00:00.000Z");

describe("relative", () => {
  test.each([
    ["2027-03-31T11:59:58.000Z", "in 30 days"],
    ["2027-03-01T12:00:30.000Z", "now"],
    ["2027-03-01T12:02:00.000Z", "in 2 minutes"],
    ["2027-03-31T12:00:00.000Z", "in 30 days"],
    ["2027-04-14T12:00:00.000Z", "in 44 days"],
    ["2027-05-30T12:00:00.000Z", "in 3 months"],
    ["2027-02-28T02:00:00.000Z", "1 day ago"],
    ["2027-03-01T09:00:00.000Z", "3 hours ago"],
    ["2029-03-01T12:00:00.000Z", "in 2 years"],
  ])("%s is %s", (time, said) => expect(relative(time, now, "never")).toBe(said));

  test("no time is what it means there", () => expect(relative(null, now, "never")).toBe("never"));
});

describe("durationSeconds", () => {
  test.each([
    ["90m", 5400],
    ["24h", 86_400],
    ["3 days", 259_200],
    ["2w", 1_209_600],
    ["0h", 0],
  ])("%s is %i seconds", (text, seconds) => expect(durationSeconds(text)).toBe(seconds));

  test.each(["", "h", "24", "1.5h", "-1h", "24 months", "1h30m", "1e3h"])("“%s” is none", (text) =>
    expect(durationSeconds(text)).toBeUndefined(),
  );
});

describe("expirationOf", () => {
  test.each([
    ["never", null],
    ["30d", "2027-03-31T12:00:00.000Z"],
    ["2027-04-01T10:00:00Z", "2027-04-01T10:00:00.000Z"],
    // The end of that day where the person is: tests are in UTC.
    ["2027-04-01", "2027-04-01T23:59:59.000Z"],
  ])("%s is %s", (text, time) => expect(expirationOf(text, now)).toBe(time));

  test.each(["", "tomorrow", "2027-13-01", "2027-02-30x", "1", "30"])("“%s” is none", (text) =>
    expect(expirationOf(text, now)).toBeUndefined(),
  );
});
