import { expect, test } from "vitest";
import { parseOptions } from "./options";

test("a whole run is kept; a quick one or a part only when asked to", () => {
  expect(parseOptions([])).toMatchObject({ what: "table", save: true, rounds: 5, only: [] });
  expect(parseOptions(["--quick"])).toMatchObject({ save: false, rounds: 3 });
  expect(parseOptions(["--only", "verify,map", "--only=me"])).toMatchObject({
    save: false,
    only: ["verify", "map", "me"],
  });
  expect(parseOptions(["--quick", "--save"]).save).toBe(true);
});

test("an outage lasts half a minute, unless it is told otherwise", () => {
  expect(parseOptions(["--outage"])).toMatchObject({ what: "outage", seconds: 30 });
  expect(parseOptions(["--outage", "--seconds=3"])).toMatchObject({ seconds: 3 });
});

test("so many lines are imported as are asked for", () => {
  expect(parseOptions(["--import", "1000"])).toMatchObject({ what: "import", lines: 1_000 });
});

test.each([
  [["--import", "all"]],
  [["--revocation", "--history"]],
  [["--history", "--outage"]],
  [["--rounds", "0"]],
  [["--seconds=soon"]],
  [["--fast"]],
  [["table"]],
])("%j is refused", (args) => {
  expect(() => parseOptions(args)).toThrow();
});
