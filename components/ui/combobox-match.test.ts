import { expect, test } from "vitest";
import { matching } from "./combobox-match";

const zones = ["UTC", "America/New_York", "America/Sao_Paulo", "Europe/Zurich"];

test.each([
  ["", zones],
  ["new york", ["America/New_York"]],
  ["YORK america", ["America/New_York"]],
  ["são", ["America/Sao_Paulo"]],
  ["zür", ["Europe/Zurich"]],
  ["atlantis", []],
])("typing %j offers %j", (query, expected) => {
  expect(matching(zones, query)).toEqual(expected);
});
