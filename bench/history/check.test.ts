import { describe, expect, test } from "vitest";
import { findViolations, type Operation, type Outcome } from "./check";

const BOUND_MS = 5_000;

const ending = (begunAt: number, acknowledgedAt?: number, instance = "here"): Operation => ({
  ...{ type: "ending", token: "one", instance, begunAt },
  ...(acknowledgedAt === undefined ? {} : { acknowledgedAt }),
});
const check = (outcome: Outcome, sentAt: number, answeredAt: number, instance = "here", token = "one"): Operation => ({
  ...{ type: "check", token, instance, sentAt, answeredAt, outcome },
});
const rulesOf = (history: readonly Operation[]) => findViolations(history, BOUND_MS).map(({ rule }) => rule);

describe("nothing is found in a history in which", () => {
  test.each<[string, Operation[]]>([
    ["a token was let in until it was ended", [check("allowed", 0, 10), ending(20, 30), check("refused", 31, 40)]],
    ["a request was under way when the ending was acknowledged", [ending(0, 30), check("allowed", 29, 50)]],
    ["an ending is seen while it is made", [ending(10, 30), check("refused", 15, 20)]],
    ["another instance hears of it within the bound", [ending(0, 10), check("allowed", 5_009, 5_020, "there")]],
    ["an ending was not acknowledged, and has no effect", [ending(0), check("allowed", 9_000, 9_010)]],
    ["an ending was not acknowledged, and has one", [ending(0), check("refused", 20, 30), check("refused", 40, 50)]],
    ["an instance cannot tell", [check("unavailable", 0, 10), ending(20, 30), check("unavailable", 40, 50)]],
    [
      "two instances hear of it at different times",
      [ending(0, 1), check("refused", 5, 6), check("allowed", 7, 8, "there")],
    ],
    ["somebody else's token was ended", [ending(0, 10), check("allowed", 20, 30, "here", "other")]],
    [
      "a refusal was under way while it was let in",
      [ending(0, 90, "there"), check("refused", 10, 50), check("allowed", 20, 40)],
    ],
  ])("%s", (_, history) => {
    expect(rulesOf(history)).toEqual([]);
  });
});

describe("a violation is found when", () => {
  test.each<[string, Operation[], string]>([
    [
      "the instance that acknowledged lets it in",
      [ending(0, 10), check("allowed", 10, 20)],
      "allowed after its ending",
    ],
    [
      "another instance lets it in beyond the bound",
      [ending(0, 10), check("allowed", 5_010, 5_020, "there")],
      "allowed after its ending",
    ],
    [
      "one of two endings was acknowledged",
      [ending(0), ending(5, 10), check("allowed", 11, 20)],
      "allowed after its ending",
    ],
    [
      "it comes back to life within the bound",
      [ending(0, 10), check("refused", 100, 110, "there"), check("allowed", 110, 120, "there")],
      "allowed after a refusal",
    ],
    [
      "it comes back to life after an ending that nobody was told of",
      [ending(0), check("refused", 100, 110), check("allowed", 120, 130)],
      "allowed after a refusal",
    ],
    ["a live token is refused", [check("refused", 0, 10)], "refused while alive"],
    ["it is refused before anybody began to end it", [check("refused", 0, 10), ending(11, 20)], "refused while alive"],
  ])("%s", (_, history, rule) => {
    expect(rulesOf(history)).toEqual([rule]);
  });

  test("it is one among a hundred thousand operations", () => {
    const history: Operation[] = Array.from({ length: 100_000 }, (_, n) =>
      check("allowed", n, n + 1, "here", `t${n % 999}`),
    );
    history.splice(50_000, 0, { ...ending(50_000, 50_001), token: "t5" });
    const violations = findViolations(history, BOUND_MS);
    // From then on it was still let in, a hundred thousand requests in turns of 999.
    expect(violations.every(({ check: { token } }) => token === "t5")).toBe(true);
    expect(violations.length).toBe(
      history.filter((o) => o.type === "check" && o.token === "t5" && o.sentAt >= 50_001).length,
    );
  });
});

test("what is found says by how much", () => {
  expect(findViolations([ending(0, 10), check("allowed", 5_110, 5_120, "there")], BOUND_MS)).toMatchObject([
    { by: 100 },
  ]);
});
