import { expect, test } from "vitest";
import { type ReachChoice, reachKey, readLimit, withChoice, withoutChoice } from "./reach";

const choice = (
  organisation: string,
  application: string | null = null,
  environment: string | null = null,
): ReachChoice => ({
  organisation,
  application,
  environment,
  names: [],
});

test("choosing a whole takes the place of its parts, and a part of what is chosen changes nothing", () => {
  const parts = [choice("A", "x", "test"), choice("A", "y"), choice("B", "z")];
  expect(withChoice(parts, choice("A", "x"))).toEqual([choice("A", "y"), choice("B", "z"), choice("A", "x")]);
  expect(withChoice(parts, choice("A"))).toEqual([choice("B", "z"), choice("A")]);
  expect(withChoice(parts, choice("A", "y", "live"))).toBe(parts);
  expect(withChoice(parts, choice("B", "z"))).toBe(parts);
});

test("what is taken away leaves the others", () => {
  expect(withoutChoice([choice("A"), choice("B", "z")], choice("A"))).toEqual([choice("B", "z")]);
});

test.each([
  [choice("A"), { organisation: "A" }],
  [choice("A", "x"), { organisation: "A", application: "x" }],
  [choice("A", "x", "test"), { organisation: "A", application: "x", environment: "test" }],
])("%j comes out of a form as the API writes it", (given, json) => {
  expect(readLimit(reachKey(given))).toEqual(json);
});
