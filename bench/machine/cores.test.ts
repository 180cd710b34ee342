import { expect, test } from "vitest";
import { parseCores } from "./cores";

test.each([
  ["0-1", [0, 1]],
  ["0,2-4", [0, 2, 3, 4]],
  ["7", [7]],
  ["", []],
])("the cores %j are read", (list, cores) => {
  expect(parseCores(list)).toEqual(cores);
});
