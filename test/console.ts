import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

let unexpected: string[] = [];
let expected: RegExp[] = [];

/** Let this test write lines like `pattern` to console.error; any other line still fails it. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern);
}

console.error = (...parts: unknown[]) => {
  const line = format(...parts);
  if (!expected.some((pattern) => pattern.test(line))) unexpected.push(line);
};

beforeEach(() => {
  unexpected = [];
  expected = [];
});

afterEach(() => {
  expect(unexpected, "nothing is written to console.error").toEqual([]);
});
