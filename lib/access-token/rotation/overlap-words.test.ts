import { expect, test } from "vitest";
import { overlapLabel } from "./overlap-words";

test.each([
  [1, "1 second"],
  [59, "59 seconds"],
  [90, "2 minutes"],
  [3_600, "1 hour"],
  // As it was chosen, not "1 day".
  [86_400, "24 hours"],
  [604_800, "7 days"],
])("an overlap of %s seconds is %s", (seconds, words) => {
  expect(overlapLabel(seconds)).toBe(words);
});
