import { expect, test } from "vitest";
import { initials } from "./initials";

test.each([
  ["Ada", "Lovelace", "AL"],
  ["ada", "", "A"],
  ["", "", "X"],
  ["Ölaf", "élan", "ÖÉ"],
  ["👩‍👩‍👧 family", "田中", "👩‍👩‍👧田"],
])("%j %j has the initials %j", (firstName, lastName, expected) => {
  expect(initials({ firstName, lastName, email: "x@example.com" })).toBe(expected);
});
