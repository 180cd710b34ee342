import { expect, test } from "vitest";
import { BUDGET_SECONDS, overBudget, slowest } from "./test-budget.mjs";

const file = (part: keyof typeof BUDGET_SECONDS, seconds: number) => ({ part, file: `${part} of ${seconds}`, seconds });

test("the files over the budget of their kind are named, the worst first, and no others", () => {
  const { unit, database, http, process, e2e } = BUDGET_SECONDS;
  const files = [
    file("unit", unit),
    file("database", database * 1.5),
    file("http", http - 1),
    file("process", process * 3),
    file("e2e", e2e * 2),
  ];
  expect(overBudget(files).map((over: { file: string; budget: number }) => [over.file, over.budget])).toEqual([
    [`process of ${process * 3}`, process],
    [`e2e of ${e2e * 2}`, e2e],
    [`database of ${database * 1.5}`, database],
  ]);
});

test("the ten slowest files are named, the slowest first", () => {
  const files = Array.from({ length: 12 }, (_, n) => file("http", n));
  expect(slowest(files).map((one: { seconds: number }) => one.seconds)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
});
