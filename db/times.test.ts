import pg from "pg";
import { expect, test } from "vitest";
import { parseTime } from "./times";

test.each([
  "2026-11-30 22:00:00+00",
  "2026-11-30 22:00:00.5+00",
  "2026-02-28 23:59:59.999999+00",
  "2024-02-29 00:00:00.0012+00",
  "1000-01-01 00:00:00.07+00",
  "9999-12-31 23:59:59.999+00",
  "2026-11-30 22:00:00.123456+02",
  "2026-11-30 22:00:00.123456-05:30",
  "2026-11-30 22:00:00+00:00:05",
  "0044-03-15 12:00:00+00 BC",
  "0099-03-15 12:00:00+00",
  "12026-11-30 22:00:00+00",
  "infinity",
  "-infinity",
])("%s is read as pg reads it", (text) => {
  expect(parseTime(text)).toEqual(pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)(text));
});
