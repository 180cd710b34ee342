import { describe, expect, test } from "vitest";
import { durationLabel, EXPIRATION_PRESETS, parseDuration, resolveExpiration } from "./expiration-choice";

const NOW = new Date("2026-03-01T12:00:00Z");
const resolve = (expiration: string, local = "", timezone = "Europe/Zurich") =>
  resolveExpiration({ expiration, local }, NOW, timezone);

describe("an expiration is what the page says it is", () => {
  test.each([
    ["1h", "2026-03-01T13:00:00.000Z"],
    ["7d", "2026-03-08T12:00:00.000Z"],
    ["30d", "2026-03-31T12:00:00.000Z"],
    ["365d", "2027-03-01T12:00:00.000Z"],
    ["14d", "2026-03-15T12:00:00.000Z"],
  ])("%s counts from now", (choice, at) => {
    expect(resolve(choice)).toEqual({ status: "at", at: new Date(at) });
  });

  test("never and keep have no date", () => {
    expect(resolve("never")).toEqual({ status: "never" });
    expect(resolve("keep")).toEqual({ status: "keep" });
  });

  test("a date and time of one's own is that of the profile's timezone", () => {
    expect(resolve("custom", "2026-12-24T18:00")).toEqual({ status: "at", at: new Date("2026-12-24T17:00:00Z") });
    expect(resolve("custom", "2026-12-24T18:00", "America/New_York")).toEqual({
      status: "at",
      at: new Date("2026-12-24T23:00:00Z"),
    });
  });

  test("a time that the clocks jump over or show twice is resolved, and said", () => {
    expect(resolve("custom", "2026-03-29T02:30")).toMatchObject({
      at: new Date("2026-03-29T01:30:00Z"),
      note: expect.stringContaining("jump over"),
    });
    expect(resolve("custom", "2026-10-25T02:30")).toMatchObject({
      at: new Date("2026-10-25T00:30:00Z"),
      note: expect.stringContaining("twice"),
    });
  });

  test.each(["", "0d", "-1d", "1w", "1.5h", "custom ", "9000y", "999999d", "30 d"])("%j is no choice", (choice) => {
    expect(resolve(choice).status).toBe("invalid");
  });

  test.each(["", "2026-02-30T12:00", "tomorrow", "2026-12-24"])("%j is no date and time", (local) => {
    expect(resolve("custom", local).status).toBe("invalid");
  });
});

test("every preset is a duration and says the words of one", () => {
  for (const { value, words } of EXPIRATION_PRESETS) {
    expect(parseDuration(value)).toBeGreaterThan(0);
    expect(durationLabel(value)).toBe(words);
  }
});
