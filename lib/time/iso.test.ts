import { expect, test } from "vitest";
import { isoTime } from "./iso";

test("a time is written as toISOString writes it, whatever was written before", () => {
  const edges = [
    0, -1, 1, 86_399_999, 86_400_000, -86_400_000, 253_402_300_800_000, -62_198_755_200_000, 8.64e15, -8.64e15,
  ];
  // Steps that meet every hour, minute, second and fraction in some way, over more days than are remembered.
  const others = Array.from({ length: 1_200 }, (_, n) => n * 51_234_567_891 - 5e13);
  for (const ms of [...edges, ...others, ...edges]) expect(isoTime(new Date(ms))).toBe(new Date(ms).toISOString());
});

test("a date that is none is refused", () => {
  expect(() => isoTime(new Date(Number.NaN))).toThrow(RangeError);
});
