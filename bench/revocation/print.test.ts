import { expect, test } from "vitest";
import { renderSpreads, spreadOf } from "./print";

const hundred = Array.from({ length: 100 }, (_, n) => n + 1);

test("of a hundred, the median, the 99th and the largest are told", () => {
  expect(spreadOf({ name: "a", title: "a", milliseconds: hundred })).toMatchObject({
    count: 100,
    p50: 51,
    p99: 100,
    max: 100,
  });
});

test.each([
  [{ p99: 101 }, "✓"],
  [{ p99: 100 }, "✗"],
  [{ p99: 101, max: 90 }, "✗"],
])("with the target %j the mark is %s", (target, mark) => {
  expect(renderSpreads([{ name: "a", title: "a", milliseconds: hundred, ...target }])).toContain(mark);
});
