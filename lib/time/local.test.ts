import { expect, test } from "vitest";
import { resolveLocal, toLocal } from "./local";

const iso = (local: string, timezone: string) => {
  const resolved = resolveLocal(local, timezone);
  return resolved && { kind: resolved.kind, at: resolved.at.toISOString() };
};

test.each([
  ["2026-07-01T12:00", "Europe/Zurich", "2026-07-01T10:00:00.000Z"],
  ["2026-12-24T12:00", "Europe/Zurich", "2026-12-24T11:00:00.000Z"],
  ["2026-07-01T12:00", "UTC", "2026-07-01T12:00:00.000Z"],
  ["2026-07-01T12:00", "Asia/Kathmandu", "2026-07-01T06:15:00.000Z"],
  ["2026-07-01T00:30", "Pacific/Kiritimati", "2026-06-30T10:30:00.000Z"],
  ["2026-07-01T23:30", "Pacific/Pago_Pago", "2026-07-02T10:30:00.000Z"],
  ["2028-02-29T08:00", "America/New_York", "2028-02-29T13:00:00.000Z"],
  ["2026-07-01T12:00:30", "UTC", "2026-07-01T12:00:30.000Z"],
])("%s on a clock in %s is %s", (local, timezone, at) => {
  expect(iso(local, timezone)).toEqual({ kind: "exact", at });
});

test.each([
  // Half past two does not exist: clocks show 03:30 when it would have been.
  ["2026-03-29T02:30", "Europe/Zurich", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30"],
  ["2026-03-08T02:00", "America/New_York", "2026-03-08T07:00:00.000Z", "2026-03-08T03:00"],
  // Lord Howe Island moves its clocks by half an hour.
  ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z", "2026-10-04T02:45"],
])("%s is skipped by the clocks in %s, and resolves to as long after the jump", (local, timezone, at, shown) => {
  expect(iso(local, timezone)).toEqual({ kind: "gap", at });
  expect(toLocal(new Date(at), timezone)).toBe(shown);
});

test.each([
  ["2026-10-25T02:30", "Europe/Zurich", "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"],
  ["2026-11-01T01:15", "America/New_York", "2026-11-01T05:15:00.000Z", "2026-11-01T06:15:00.000Z"],
])("%s happens twice in %s: the earlier one is meant, the later one is known", (local, timezone, at, later) => {
  expect(resolveLocal(local, timezone)).toEqual({ kind: "overlap", at: new Date(at), later: new Date(later) });
});

test.each([
  "",
  "tomorrow",
  "2026-02-31T10:00",
  "2026-13-01T10:00",
  "2026-01-01T24:00",
  "2026-01-01T10:60",
  "2026-01-01",
  "2026-01-01T10:00Z",
])("%j is no date and time", (text) => {
  expect(resolveLocal(text, "UTC")).toBeUndefined();
});

test("a moment shown and read again is the same moment, also around a change of the clocks", () => {
  for (const timezone of ["Europe/Zurich", "America/St_Johns", "Australia/Lord_Howe", "UTC"]) {
    for (let hour = 0; hour < 24 * 14; hour++) {
      const at = new Date(Date.UTC(2026, 9, 20, hour, 7));
      const resolved = resolveLocal(toLocal(at, timezone), timezone);
      const readings = resolved?.kind === "overlap" ? [resolved.at, resolved.later] : [resolved?.at];
      expect(readings).toContainEqual(at);
    }
  }
});
