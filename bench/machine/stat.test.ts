import { expect, test } from "vitest";
import { familyOf, parseStat } from "./stat";

test("processor time is read behind a name with brackets and spaces", () => {
  const line = "42 (a (b) c) S 7 42 42 0 -1 4194560 100 0 0 0 150 50 20 30 20 0 11 0 100 0 0";
  expect(parseStat(line)).toEqual({ pid: 42, parent: 7, seconds: 2.5 });
});

test("what is no such line is nothing", () => {
  expect(parseStat("")).toBeUndefined();
});

test("a family is a process, its children and theirs, and nobody else", () => {
  const stats = [
    { pid: 1, parent: 0, seconds: 1 },
    { pid: 5, parent: 2, seconds: 1 },
    { pid: 2, parent: 1, seconds: 1 },
    { pid: 9, parent: 5, seconds: 1 },
    { pid: 3, parent: 1, seconds: 1 },
  ];
  expect(familyOf(2, stats).map(({ pid }) => pid)).toEqual([2, 5, 9]);
  expect(familyOf(8, stats)).toEqual([]);
});
